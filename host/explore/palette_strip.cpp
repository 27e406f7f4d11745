#include "host/explore/palette_strip.h"

#include <cstddef>

namespace lyap {

std::vector<Rgb8> palette_strip(const Palette& palette) {
  constexpr std::size_t kColors = 64;
  std::vector<Rgb8> colors;
  for (std::size_t i = 0; i < kColors; ++i) colors.push_back(palette.entries[i * palette.entries.size() / kColors]);
  return colors;
}

}  // namespace lyap
