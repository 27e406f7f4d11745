#include "host/color/atlas_row.h"

#include "host/base/error.h"
#include "host/color/atlas_picture.h"

#include <cstddef>

#include <fmt/format.h>

namespace lyap {

std::vector<Rgb8> atlas_row(int row, int entries) {
  // Decoding takes half a millisecond, which is long for who makes many small pictures.
  static const RgbImage picture = atlas_picture();
  if (row >= picture.height || entries > picture.width) {
    throw Failure(fmt::format("the program's table of palettes has no {} colours in row {}", entries, row));
  }
  const auto begin = picture.pixels.begin() + static_cast<std::ptrdiff_t>(row) * picture.width;
  return {begin, begin + entries};
}

}  // namespace lyap
