#include "host/spec/easing.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/text.h"
#include "host/spec/option_values.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

constexpr std::string_view kBezier = "bezier(";

struct NamedEasing {
  std::string_view name;
  Easing easing;
};

constexpr std::array kNamed{NamedEasing{"hold", {Easing::Kind::kHold}},
                            NamedEasing{"in", {Easing::Kind::kCurve, 0.42, 0, 1, 1}},
                            NamedEasing{"out", {Easing::Kind::kCurve, 0, 0, 0.58, 1}},
                            NamedEasing{"in-out", {Easing::Kind::kCurve, 0.42, 0, 0.58, 1}}};

/// The coordinate of the curve at t, of inner points p and q.
double curve_at(double p, double q, double t) {
  const double u = 1 - t;
  return 3 * u * u * t * p + 3 * u * t * t * q + t * t * t;
}

Easing parse_bezier(std::string_view text) {
  constexpr std::string_view kAccepted = "bezier(X1,Y1,X2,Y2) with X1 and X2 from 0 to 1 is accepted";
  std::string_view rest = text.substr(kBezier.size(), text.size() - kBezier.size() - 1);
  std::array<double, 4> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::size_t comma = rest.find(',');
    if ((comma == rest.npos) != (i + 1 == numbers.size())) {
      throw InvalidInput(fmt::format("{} is no curve: {}", in_quotes(text), kAccepted));
    }
    numbers.at(i) = parse_number(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma, rest.size() - 1) + 1);
  }
  const auto [x1, y1, x2, y2] = numbers;
  if (x1 < 0 || x1 > 1 || x2 < 0 || x2 > 1) {
    throw InvalidInput(fmt::format("{} goes back in time: {}", in_quotes(text), kAccepted));
  }
  return {Easing::Kind::kCurve, x1, y1, x2, y2};
}

}  // namespace

Easing parse_easing(std::string_view text) {
  std::vector<std::string> names;
  for (const auto& [name, easing] : kNamed) {
    if (text == name) return easing;
    names.emplace_back(name);
  }
  if (text.starts_with(kBezier) && text.size() > kBezier.size() && text.ends_with(')')) return parse_bezier(text);
  const auto meant = nearest_name(text, names);
  throw InvalidInput(fmt::format("{} is no easing{}: {} and bezier(X1,Y1,X2,Y2) are accepted", in_quotes(text),
                                 meant ? fmt::format(", did you mean {}?", *meant) : "", fmt::join(names, ", ")));
}

std::string easing_text(const Easing& easing) {
  if (easing.kind == Easing::Kind::kOfTrack) return "";
  for (const auto& [name, known] : kNamed) {
    if (easing == known) return std::string(name);
  }
  return fmt::format("{}{},{},{},{})", kBezier, easing.x1, easing.y1, easing.x2, easing.y2);
}

double eased(const Easing& easing, double share) {
  if (easing.kind == Easing::Kind::kHold) return share < 1 ? 0 : 1;
  if (share <= 0 || share >= 1) return std::clamp(share, 0.0, 1.0);
  // x rises along the curve, so that halving finds the place; 60 halvings are as near as a double can tell.
  double low = 0;
  double high = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = low + (high - low) / 2;
    (curve_at(easing.x1, easing.x2, middle) < share ? low : high) = middle;
  }
  return curve_at(easing.y1, easing.y2, low + (high - low) / 2);
}

}  // namespace lyap
