#include "host/color/continuous_palette.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <span>

namespace lyap {
namespace {

constexpr int kCyclicLevels = 32;
/// 65535 / 255.
constexpr std::int64_t kLevelsOfAByte = 257;

/// The level at `place` of `places` from one to the other.
std::uint16_t between(std::uint8_t left, std::uint8_t right, std::int64_t place, std::int64_t places) {
  const std::int64_t sum = left * (places - place) + right * place;
  return static_cast<std::uint16_t>((2 * kLevelsOfAByte * sum + places) / (2 * places));
}

Rgb16 between(const Rgb8& left, const Rgb8& right, std::int64_t place, std::int64_t places) {
  return {between(left.r, right.r, place, places), between(left.g, right.g, place, places),
          between(left.b, right.b, place, places)};
}

/// Appends the curve through the entries in so many steps.
void append_curve(std::span<const Rgb8> all, bool cyclic, std::size_t steps, std::vector<Rgb16>& colors) {
  const auto entries = static_cast<std::int64_t>(all.size());
  const auto places = 2 * static_cast<std::int64_t>(steps);
  const auto entry = [&](std::int64_t i) {
    const std::int64_t inside = cyclic ? (i + entries) % entries : std::clamp<std::int64_t>(i, 0, entries - 1);
    return all[static_cast<std::size_t>(inside)];
  };
  for (std::int64_t step = 0; step < static_cast<std::int64_t>(steps); ++step) {
    // Places from the middle of entry −1, which is the last one or stands for the first. With twice as many places as
    // steps, steps too have their middles at whole numbers.
    const std::int64_t place = (2 * step + 1) * entries + places / 2;
    const std::int64_t left = place / places - 1;
    colors.push_back(between(entry(left), entry(left + 1), place % places, places));
  }
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
  std::vector<Rgb16> colors;
  colors.reserve(kContinuousEntries);
  const std::span<const Rgb8> entries = palette.entries;
  if (palette.second_begins == 0) {
    append_curve(entries, is_cyclic(palette), kContinuousEntries, colors);
  } else {
    append_curve(entries.first(palette.second_begins), false, kContinuousEntries / 2, colors);
    append_curve(entries.subspan(palette.second_begins), false, kContinuousEntries / 2, colors);
  }
  return colors;
}

}  // namespace lyap
