#include "host/color/palette_spline.h"

#include <algorithm>
#include <array>

namespace lyap {
namespace {

constexpr std::size_t kEntries = 256;

using Color = std::array<double, 3>;
using Knots = std::array<Color, kSplineKnots>;

struct SplinePalette {
  std::string_view name;
  Knots knots;
};

// Our own approximations to three of Fabio Crameri's Scientific colour maps: within one 8-bit level of his tables in
// every entry. host/color/palettes/fit_splines.py finds the knots.
constexpr std::array<SplinePalette, 3> kSplinePalettes = {{
    {"berlin",
     {{
         {0.6216, 0.6896, 0.9988},
         {0.4648, 0.6703, 0.9255},
         {0.2998, 0.6153, 0.8118},
         {0.1970, 0.5008, 0.6484},
         {0.1467, 0.3773, 0.4877},
         {0.1011, 0.2602, 0.3362},
         {0.0689, 0.1537, 0.1957},
         {0.0705, 0.0705, 0.0816},
         {0.1319, 0.0450, 0.0093},
         {0.2147, 0.0647, 0.0026},
         {0.3144, 0.0914, 0.0132},
         {0.4490, 0.1700, 0.0846},
         {0.5896, 0.2895, 0.2139},
         {0.7208, 0.4136, 0.3618},
         {0.8581, 0.5441, 0.5173},
         {0.9997, 0.6797, 0.6796},
     }}},
    {"managua",
     {{
         {0.9999, 0.8118, 0.4040},
         {0.9174, 0.6809, 0.3604},
         {0.8371, 0.5630, 0.3210},
         {0.7564, 0.4566, 0.2856},
         {0.6716, 0.3616, 0.2554},
         {0.5739, 0.2732, 0.2317},
         {0.4675, 0.1988, 0.2237},
         {0.3756, 0.1597, 0.2505},
         {0.3182, 0.1751, 0.3304},
         {0.2974, 0.2409, 0.4519},
         {0.3060, 0.3348, 0.5777},
         {0.3341, 0.4356, 0.6819},
         {0.3712, 0.5388, 0.7662},
         {0.4137, 0.6521, 0.8445},
         {0.4584, 0.7742, 0.9212},
         {0.5042, 0.9065, 0.9997},
     }}},
    {"vanimo",
     {{
         {1.0000, 0.8025, 0.9914},
         {0.8967, 0.6158, 0.8537},
         {0.7909, 0.4525, 0.7249},
         {0.6783, 0.3247, 0.6035},
         {0.5354, 0.2228, 0.4670},
         {0.3597, 0.1425, 0.3102},
         {0.1995, 0.0920, 0.1701},
         {0.1151, 0.0774, 0.0927},
         {0.1004, 0.0981, 0.0676},
         {0.1351, 0.1713, 0.0765},
         {0.2108, 0.2877, 0.1034},
         {0.2981, 0.4116, 0.1404},
         {0.3825, 0.5282, 0.1836},
         {0.4791, 0.6572, 0.2569},
         {0.6038, 0.8145, 0.4078},
         {0.7447, 0.9907, 0.6447},
     }}},
}};

// The slope at a knot, per distance of two knots: that of the line through its two neighbours. The end knots have one
// neighbour only and stand in for the other.
double slope_at(const Knots& knots, std::size_t knot, std::size_t channel) {
  const std::size_t previous = knot > 0 ? knot - 1 : knot;
  const std::size_t next = std::min(knot + 1, kSplineKnots - 1);
  return (knots[next][channel] - knots[previous][channel]) / static_cast<double>(next - previous);
}

// A Catmull-Rom spline through equidistant knots: between two knots the cubic that has their values and slopes. It is
// close enough to these curves and, unlike a natural spline, needs no system of equations to be solved.
double value_at(const Knots& knots, double place, std::size_t channel) {
  const std::size_t left = std::min(static_cast<std::size_t>(place), kSplineKnots - 2);
  const double t = place - static_cast<double>(left);
  const double u = 1 - t;
  return (1 + 2 * t) * u * u * knots[left][channel] + t * u * u * slope_at(knots, left, channel) +
         (1 + 2 * u) * t * t * knots[left + 1][channel] - u * t * t * slope_at(knots, left + 1, channel);
}

Rgb8 entry_at(const Knots& knots, std::size_t entry) {
  const double place = static_cast<double>(entry * (kSplineKnots - 1)) / (kEntries - 1);
  const auto level = [&](std::size_t channel) {
    return static_cast<std::uint8_t>(255 * std::clamp(value_at(knots, place, channel), 0.0, 1.0));
  };
  return {level(0), level(1), level(2)};
}

}  // namespace

std::vector<std::string> spline_names() {
  std::vector<std::string> names;
  names.reserve(kSplinePalettes.size());
  for (const SplinePalette& palette : kSplinePalettes) names.emplace_back(palette.name);
  return names;
}

std::optional<std::vector<Rgb8>> spline_entries(std::string_view name, bool mirrored) {
  const auto palette = std::ranges::find(kSplinePalettes, name, &SplinePalette::name);
  if (palette == kSplinePalettes.end()) return std::nullopt;

  std::vector<Rgb8> entries(kEntries);
  for (std::size_t i = 0; i < kEntries; ++i) entries[i] = entry_at(palette->knots, i);
  if (mirrored) std::ranges::reverse(entries);
  return entries;
}

}  // namespace lyap
