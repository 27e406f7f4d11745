#include "host/compute/plane.h"

#include <algorithm>

namespace lyap {

Plane::Plane(const RenderSpec& spec, const SampleGrid& grid)
    : size_((spec.validate(), spec.size)),
      precision_(choose_precision(spec)),
      grid_(grid),
      steps_per_orbit_(spec.transient + spec.iterations - 1) {
  if (precision_ == Precision::kFloat) {
    float_tables_ = std::make_unique<const ParameterPlane<float>>(spec, grid);
  } else {
    double_tables_ = std::make_unique<const ParameterPlane<double>>(spec, grid);
  }
}

std::int32_t Plane::sequence_period() const {
  return with_tables([](const auto& tables) { return tables.view().sequence_period; });
}

double Plane::total_steps() const {
  return static_cast<double>(steps_per_orbit_) * grid_.along(size_.width) * grid_.along(size_.height);
}

int Plane::rows_within(double samples, double steps) const {
  const double samples_per_row = static_cast<double>(grid_.along(size_.width)) * grid_.per_side;
  const double rows = std::min(samples, steps / static_cast<double>(steps_per_orbit_)) / samples_per_row;
  return std::clamp(static_cast<int>(rows), 1, size_.height);
}

}  // namespace lyap
