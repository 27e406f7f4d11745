#pragma once

#include <vector>

namespace lyap {

/// The pixels of some columns in some rows of a picture, by their numbers from the left and from the top, in rising
/// order, each at least 0 and less than the picture has.
struct PixelSelection {
  std::vector<int> columns;
  std::vector<int> rows;
};

}  // namespace lyap
