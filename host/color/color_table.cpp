#include "host/color/color_table.h"

#include "host/base/error.h"
#include "kernels/bt709.h"
#include "kernels/yuv420.h"

#include <cstddef>

#include <fmt/format.h>

namespace lyap {
namespace {

std::uint32_t packed_rgb(const Rgb16& color) {
  return std::uint32_t{in_8_bits(color.r)} | std::uint32_t{in_8_bits(color.g)} << 8 |
         std::uint32_t{in_8_bits(color.b)} << 16;
}

std::uint32_t packed_chroma(const Rgb16& color, PixelFormat format) {
  const YCbCr scaled = bt709_limited(color, has_subsampled_chroma(format) ? kChromaUnits : 1);
  return static_cast<std::uint32_t>(scaled.cb) | static_cast<std::uint32_t>(scaled.cr) << 16;
}

}  // namespace

ColorTable::ColorTable(const std::vector<Rgb16>& colors, PixelFormat format) : format_(format) {
  if (format == PixelFormat::kExponents) throw InvalidInput("exponents have no colours");
  if (format == PixelFormat::kIndexed8 && colors.size() > kMaxIndexedColors) {
    throw InvalidInput(fmt::format("{} colours: indexed pixels hold {}", colors.size(), kMaxIndexedColors));
  }
  const int luma_scale = format == PixelFormat::kYuv420p10 ? 4 : 1;
  for (const Rgb16& color : colors) {
    colors_.push_back(is_planar(format) ? packed_chroma(color, format) : packed_rgb(color));
    if (is_planar(format)) lumas_.push_back(static_cast<std::uint16_t>(bt709_limited(color, luma_scale).y));
  }
}

}  // namespace lyap
