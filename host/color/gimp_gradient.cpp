#include "host/color/gimp_gradient.h"

#include "host/base/decimal_number.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/base/text_lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <optional>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr int kColors = 256;
constexpr std::size_t kMaxSegments = 65536;

/// Red, green and blue, or hue, saturation and value, each from 0 to 1.
using Channels = std::array<double, 3>;

enum class Blend { kLinear, kCurved, kSine, kSphereIncreasing, kSphereDecreasing, kStep };
enum class Route { kRgb, kHueUpwards, kHueDownwards };

struct Segment {
  double left;
  double middle;
  double right;
  Channels left_color;
  Channels right_color;
  Blend blend;
  Route route;
};

[[noreturn]] void refuse(std::size_t line, std::string_view expected, std::string_view found) {
  throw InvalidInput(fmt::format("line {}: expected {}, found {}", line, expected, in_quotes(found)));
}

std::optional<double> number_in(std::string_view word) {
  double number = 0;
  const auto [end, error] = read_decimal(word.data(), word.data() + word.size(), number);
  const bool is_number = error == std::errc{} && end == word.data() + word.size() && std::isfinite(number);
  return is_number ? std::optional(number) : std::nullopt;
}

/// "LEFT MIDDLE RIGHT R G B A R G B A BLEND ROUTE", and kinds of colours that are left out.
Segment parse_segment(std::string_view line, std::size_t number) {
  constexpr std::string_view kExpected =
      "LEFT MIDDLE RIGHT, two colours R G B A from 0 to 1, a blending and a colouring";
  std::array<double, 13> values{};
  std::string_view rest = line;
  for (double& value : values) {
    const std::optional<double> read = number_in(take_word(rest));
    if (!read) refuse(number, kExpected, line);
    value = *read;
  }
  const auto is_share = [](double value) { return 0 <= value && value <= 1; };
  const auto is_choice = [](double value, int last) {
    return 0 <= value && value <= last && value == std::floor(value);
  };
  const bool is_good = std::all_of(values.begin(), values.end() - 2, is_share) && values[0] <= values[1] &&
                       values[1] <= values[2] && is_choice(values[11], 5) && is_choice(values[12], 2);
  if (!is_good) refuse(number, kExpected, line);
  return {values[0],
          values[1],
          values[2],
          {values[3], values[4], values[5]},
          {values[7], values[8], values[9]},
          static_cast<Blend>(static_cast<int>(values[11])),
          static_cast<Route>(static_cast<int>(values[12]))};
}

/// ½ at the middle, straight on either side of it.
double straight(double middle, double place) {
  if (place <= middle) return middle == 0 ? 0 : place / middle / 2;
  return middle == 1 ? 1 : (1 + (place - middle) / (1 - middle)) / 2;
}

/// How much of the right colour there is at `place`, 0 to 1 within the segment.
double blended(Blend blend, double middle, double place) {
  constexpr double kLeast = 1e-10;
  const double share = straight(middle, place);
  switch (blend) {
    case Blend::kCurved:
      return place <= 0 ? 0 : std::pow(place, std::log(0.5) / std::log(std::clamp(middle, kLeast, 1 - kLeast)));
    case Blend::kSine:
      return (1 - std::cos(std::numbers::pi * share)) / 2;
    case Blend::kSphereIncreasing:
      return std::sqrt(1 - (share - 1) * (share - 1));
    case Blend::kSphereDecreasing:
      return 1 - std::sqrt(1 - share * share);
    case Blend::kStep:
      return place >= middle ? 1 : 0;
    case Blend::kLinear:
      break;
  }
  return share;
}

Channels hsv_of(const Channels& rgb) {
  const double value = std::ranges::max(rgb);
  const double chroma = value - std::ranges::min(rgb);
  if (chroma == 0) return {0, 0, value};
  const auto [r, g, b] = rgb;
  double sixths = (r - g) / chroma + 4;
  if (value == r) sixths = (g - b) / chroma;
  if (value == g && value != r) sixths = (b - r) / chroma + 2;
  return {(sixths < 0 ? sixths + 6 : sixths) / 6, chroma / value, value};
}

Channels rgb_of(const Channels& hsv) {
  const auto [hue, saturation, value] = hsv;
  Channels rgb{};
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    // Of red, green and blue: how far the hue is from it, in sixths of the circle.
    const double k = std::fmod(5 - 2 * static_cast<double>(i) + 6 * hue + 6, 6);
    rgb[i] = value * (1 - saturation * std::clamp(std::min(k, 4 - k), 0.0, 1.0));
  }
  return rgb;
}

Channels mixed(const Channels& from, const Channels& to, double share) {
  Channels color{};
  for (std::size_t i = 0; i < color.size(); ++i) color[i] = from[i] + (to[i] - from[i]) * share;
  return color;
}

Channels color_in(const Segment& segment, double share) {
  if (segment.route == Route::kRgb) return mixed(segment.left_color, segment.right_color, share);
  Channels from = hsv_of(segment.left_color);
  Channels to = hsv_of(segment.right_color);
  if (segment.route == Route::kHueUpwards && to[0] < from[0]) to[0] += 1;
  if (segment.route == Route::kHueDownwards && to[0] > from[0]) from[0] += 1;
  Channels color = mixed(from, to, share);
  color[0] = std::fmod(color[0], 1);
  return rgb_of(color);
}

Rgb8 color_at(const std::vector<Segment>& segments, double place) {
  const auto ends_later = [&](const Segment& segment) { return place <= segment.right; };
  const auto found = std::find_if(segments.begin(), segments.end(), ends_later);
  const Segment& segment = found == segments.end() ? segments.back() : *found;
  const double width = segment.right - segment.left;
  const double middle = width > 0 ? (segment.middle - segment.left) / width : 0.5;
  const double within = width > 0 ? std::clamp((place - segment.left) / width, 0.0, 1.0) : 0.5;
  const Channels color = color_in(segment, blended(segment.blend, middle, within));
  const auto level = [](double channel) {
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(channel, 0.0, 1.0)));
  };
  return {level(color[0]), level(color[1]), level(color[2])};
}

}  // namespace

std::vector<Rgb8> read_gimp_gradient(std::string_view text) {
  std::vector<Segment> segments;
  std::size_t expected = 0;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = take_line(text);
    std::string_view words = line;
    const std::string_view first = take_word(words);
    if (number == 1) {
      if (!line.starts_with("GIMP Gradient")) refuse(number, "'GIMP Gradient'", line);
    } else if (first.empty() || line.starts_with("Name:")) {
      continue;
    } else if (expected == 0) {
      const std::optional<double> count = number_in(first);
      if (!count || *count < 1 || *count > kMaxSegments) refuse(number, "the number of segments", line);
      expected = static_cast<std::size_t>(*count);
    } else {
      if (segments.size() < expected) segments.push_back(parse_segment(line, number));
    }
  }
  if (segments.empty() || segments.size() != expected) {
    throw InvalidInput(fmt::format("has {} of its {} segments", segments.size(), expected));
  }
  std::vector<Rgb8> colors;
  for (int i = 0; i < kColors; ++i) colors.push_back(color_at(segments, static_cast<double>(i) / (kColors - 1)));
  return colors;
}

}  // namespace lyap
