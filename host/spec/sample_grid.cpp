#include "host/spec/sample_grid.h"

#include <cmath>

namespace lyap {

SampleGrid SampleGrid::of(const Sampling& sampling) {
  return {sampling.per_side, static_cast<int>(std::ceil(radius_of(sampling.filter) - 0.5))};
}

}  // namespace lyap
