#include "host/color/continuous_palette.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>

namespace lyap {
namespace {

constexpr int kCyclicLevels = 32;
/// 65535 / 255.
constexpr std::int64_t kLevelsOfAByte = 257;
/// From an entry's middle to the next one's: with twice as many places as steps, steps too have their middles at whole
/// numbers.
constexpr std::int64_t kPlacesOfAnEntry = 2 * kContinuousEntries;

std::uint16_t between(std::uint8_t left, std::uint8_t right, std::int64_t place) {
  const std::int64_t sum = left * (kPlacesOfAnEntry - place) + right * place;
  return static_cast<std::uint16_t>((2 * kLevelsOfAByte * sum + kPlacesOfAnEntry) / (2 * kPlacesOfAnEntry));
}

Rgb16 between(const Rgb8& left, const Rgb8& right, std::int64_t place) {
  return {between(left.r, right.r, place), between(left.g, right.g, place), between(left.b, right.b, place)};
}

Rgb16 with_16_bits(const Rgb8& color) {
  return between(color, color, 0);
}

}  // namespace

std::vector<Rgb16> entry_colors(const Palette& palette) {
  std::vector<Rgb16> colors;
  colors.reserve(palette.entries.size());
  for (const Rgb8& color : palette.entries) colors.push_back(with_16_bits(color));
  return colors;
}

bool is_cyclic(const Palette& palette) {
  const Rgb8& first = palette.entries.front();
  const Rgb8& last = palette.entries.back();
  const auto distances = {std::abs(first.r - last.r), std::abs(first.g - last.g), std::abs(first.b - last.b)};
  return std::max(distances) <= kCyclicLevels;
}

std::vector<Rgb16> continuous_colors(const Palette& palette) {
  const auto entries = static_cast<std::int64_t>(palette.entries.size());
  const bool cyclic = is_cyclic(palette);
  const auto entry = [&](std::int64_t i) {
    const std::int64_t inside = cyclic ? (i + entries) % entries : std::clamp<std::int64_t>(i, 0, entries - 1);
    return palette.entries[static_cast<std::size_t>(inside)];
  };
  std::vector<Rgb16> colors;
  colors.reserve(kContinuousEntries);
  for (std::int64_t step = 0; step < static_cast<std::int64_t>(kContinuousEntries); ++step) {
    // Places from the middle of entry −1, which is the last one or stands for the first.
    const std::int64_t place = (2 * step + 1) * entries + kPlacesOfAnEntry / 2;
    const std::int64_t left = place / kPlacesOfAnEntry - 1;
    colors.push_back(between(entry(left), entry(left + 1), place % kPlacesOfAnEntry));
  }
  return colors;
}

std::vector<Rgb16> deep_colors(const Palette& palette, Quantity shown) {
  return shown == Quantity::kExponent ? continuous_colors(palette) : entry_colors(palette);
}

}  // namespace lyap
