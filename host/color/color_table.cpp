#include "host/color/color_table.h"

#include "host/base/error.h"
#include "kernels/bt709.h"
#include "kernels/yuv420.h"

#include <cstddef>

#include <fmt/format.h>

namespace lyap {
namespace {

std::uint32_t packed_rgb(const Rgb8& color) {
  return color.r | static_cast<std::uint32_t>(color.g) << 8 | static_cast<std::uint32_t>(color.b) << 16;
}

std::uint32_t packed_chroma(const Rgb8& color, PixelFormat format) {
  const YCbCr scaled = bt709_limited(color, has_subsampled_chroma(format) ? kChromaUnits : 1);
  return static_cast<std::uint32_t>(scaled.cb) | static_cast<std::uint32_t>(scaled.cr) << 16;
}

}  // namespace

ColorTable::ColorTable(const Palette& palette, PixelFormat format) : format_(format) {
  if (format == PixelFormat::kExponents) throw InvalidInput("exponents have no colours");
  if (format == PixelFormat::kIndexed8 && palette.entries.size() > kMaxIndexedColors) {
    throw InvalidInput(fmt::format("palette {} has {} colours: indexed pixels hold {}", palette.name,
                                   palette.entries.size(), kMaxIndexedColors));
  }
  const int luma_scale = format == PixelFormat::kYuv420p10 ? 4 : 1;
  for (const Rgb8& color : palette.entries) {
    colors_.push_back(is_planar(format) ? packed_chroma(color, format) : packed_rgb(color));
    if (is_planar(format)) lumas_.push_back(static_cast<std::uint16_t>(bt709_limited(color, luma_scale).y));
  }
}

}  // namespace lyap
