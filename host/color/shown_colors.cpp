#include "host/color/shown_colors.h"

#include "host/color/continuous_palette.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

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

std::vector<Rgb16> colors_of(const PictureLook& look, const Palette& palette) {
  std::vector<Rgb16> colors = is_continuous(look) ? continuous_colors(palette) : entry_colors(palette);
  colors.resize(palette_colors(look));
  return colors;
}

/// Straight from each colour to the other, in sRGB as it is encoded.
std::vector<Rgb16> mixed(std::vector<Rgb16> colors, const std::vector<Rgb16>& others, double share) {
  const auto mix = [share](std::uint16_t& level, std::uint16_t other) {
    level = static_cast<std::uint16_t>(std::lround(level + share * (other - level)));
  };
  for (std::size_t i = 0; i < colors.size(); ++i) {
    mix(colors[i].r, others[i].r);
    mix(colors[i].g, others[i].g);
    mix(colors[i].b, others[i].b);
  }
  return colors;
}

}  // namespace

ShownColors shown_colors(const PictureLook& look) {
  ShownColors result;
  result.colors = colors_of(look, look.palette);
  if (look.palette.fades_to && look.shown == Quantity::kExponent && look.tone.mix > 0) {
    result.colors = mixed(std::move(result.colors), colors_of(look, *look.palette.fades_to), look.tone.mix);
  }
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
