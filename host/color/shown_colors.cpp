#include "host/color/shown_colors.h"

#include "host/color/continuous_palette.h"

#include <algorithm>
#include <iterator>

namespace lyap {
namespace {

bool is_continuous(const PictureLook& look) {
  return look.shown == Quantity::kExponent && (look.depth > kPaletteDepth || look.tone.interpolates);
}

std::size_t own_colors(const PictureLook& look) {
  return look.shown == Quantity::kPeriod ? 0 : own_colors(look.tone);
}

/// An index names 65536 colours in all.
std::size_t palette_colors(const PictureLook& look) {
  const std::size_t colors = is_continuous(look) ? kContinuousEntries : look.palette.entries.size();
  return std::min(colors, kContinuousEntries - own_colors(look));
}

}  // namespace

ShownColors shown_colors(const PictureLook& look) {
  ShownColors result;
  result.colors = is_continuous(look) ? continuous_colors(look.palette) : entry_colors(look.palette);
  result.colors.resize(palette_colors(look));
  result.entries = static_cast<std::int32_t>(result.colors.size());
  if (look.shown == Quantity::kPeriod) return result;
  for (const auto& color : {look.tone.superstable, look.tone.escaped}) {
    if (color) result.colors.push_back(with_16_bits(*color));
  }
  return result;
}

std::size_t shown_color_count(const PictureLook& look) {
  return palette_colors(look) + own_colors(look);
}

Toning toning_of(const PictureLook& look, const ShownColors& colors) {
  return look.shown == Quantity::kPeriod ? Toning{} : toning_of(look.tone, colors.entries);
}

std::vector<Rgb8> in_8_bits(const std::vector<Rgb16>& colors) {
  std::vector<Rgb8> rounded;
  rounded.reserve(colors.size());
  std::ranges::transform(colors, std::back_inserter(rounded), [](const Rgb16& color) {
    return Rgb8{in_8_bits(color.r), in_8_bits(color.g), in_8_bits(color.b)};
  });
  return rounded;
}

}  // namespace lyap
