#include "host/color/color_table.h"

#include "host/base/error.h"
#include "kernels/pixel_levels.h"

#include <cstddef>

#include <fmt/format.h>

namespace lyap {
namespace {

std::uint32_t packed_rgb(const Rgb16& color) {
  return std::uint32_t{in_8_bits(color.r)} | std::uint32_t{in_8_bits(color.g)} << 8 |
         std::uint32_t{in_8_bits(color.b)} << 16;
}

}  // namespace

ColorTable::ColorTable(const std::vector<Rgb16>& colors, PixelFormat format) : format_(format) {
  if (format == PixelFormat::kExponents) throw InvalidInput("exponents have no colours");
  if (format == PixelFormat::kIndexed8 && colors.size() > kMaxIndexedColors) {
    throw InvalidInput(fmt::format("{} colours: indexed pixels hold {}", colors.size(), kMaxIndexedColors));
  }
  const bool has_levels = is_planar(format) || format == PixelFormat::kRgb48;
  for (const Rgb16& color : colors) {
    if (!has_levels) {
      colors_.push_back(packed_rgb(color));
      continue;
    }
    const PixelLevels levels = levels_of(format, color);
    colors_.push_back(levels.chroma);
    lumas_.push_back(levels.luma);
  }
}

}  // namespace lyap
