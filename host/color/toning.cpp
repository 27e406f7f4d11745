#include "host/color/toning.h"

#include "host/color/elementary_functions.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace lyap {
namespace {

constexpr std::int32_t kPlaces = 65536;

/// Tone maps of the shape s = ½(1 + tanh(gain·(λ − middle))).
struct Spread {
  double gain = 1;
  double middle = 0;
};

/// T of ToneCurve for the curves that have one.
double curve_at(ToneCurve curve, double parameter, double exponent) {
  const double size = std::abs(exponent);
  const auto signed_like = [&](double value) { return exponent < 0 ? -value : value; };
  switch (curve) {
    case ToneCurve::kTanh:
      return 1 / (1 + exponential(-2 * exponent));
    case ToneCurve::kSymlog:
      return signed_like(natural_logarithm(1 + size / parameter));
    case ToneCurve::kAsinh: {
      const double ratio = size / parameter;
      return signed_like(natural_logarithm(ratio + std::sqrt(ratio * ratio + 1)));
    }
    case ToneCurve::kPower:
      return size == 0 ? 0 : signed_like(exponential(parameter * natural_logarithm(size)));
    default:
      return exponent;
  }
}

double place_in_split(const Range& levels, double exponent) {
  // Exponents next to 0 keep to their side.
  if (exponent < 0) return 0.5 * (1 - std::clamp(exponent / levels.min, 0x1p-40, 1.0));
  return 0.5 * (1 + std::min(exponent / levels.max, 1.0));
}

/// Where several quantiles are equal, that many of the picture's exponents are: they have the middle of their share.
double place_among(const std::vector<double>& quantiles, double exponent) {
  const auto [low, high] = std::equal_range(quantiles.begin(), quantiles.end(), exponent);
  const auto intervals = static_cast<double>(quantiles.size() - 1);
  if (low != high)
    return static_cast<double>((low - quantiles.begin()) + (high - quantiles.begin() - 1)) / 2 / intervals;
  if (low == quantiles.begin()) return 0;
  if (low == quantiles.end()) return 1;
  const double below = *(low - 1);
  return (static_cast<double>(low - quantiles.begin() - 1) + (exponent - below) / (*low - below)) / intervals;
}

/// Where places are closest: levels lie where tanh is steep, and a curve that is steep at 0 has more places there.
Spread spread_of(const Tone& tone) {
  std::optional<Range> levels = levels_of(tone);
  if (tone.curve == ToneCurve::kQuantile) levels = Range{tone.quantiles.front(), tone.quantiles.back()};
  if (!levels || levels->min >= levels->max) return {};
  const bool is_steep_at_zero = default_levels(tone.curve) == default_levels(ToneCurve::kSymlog);
  if (is_steep_at_zero && levels->min < 0 && levels->max > 0) return {3 / std::max(-levels->min, levels->max), 0};
  return {2 / (levels->max - levels->min), levels->min + (levels->max - levels->min) / 2};
}

ToneMap map_of(const Spread& spread) {
  const double scale = -2 / std::numbers::ln2 * spread.gain;
  return {static_cast<float>(scale), static_cast<float>(-scale * spread.middle)};
}

double middle_of(std::int32_t place) {
  return (place + 0.5) / kPlaces;
}

/// Of each place, what the tone map is of the exponent in its middle: log₂ of (1 − s)/s. Films whose levels move read
/// it for every frame.
const std::vector<double>& mapped_middles() {
  static const std::vector<double> middles = [] {
    std::vector<double> numbers;
    numbers.reserve(kPlaces);
    for (std::int32_t place = 0; place < kPlaces; ++place) {
      const double s = middle_of(place);
      numbers.push_back(natural_logarithm((1 - s) / s) / std::numbers::ln2);
    }
    return numbers;
  }();
  return middles;
}

/// place_of() for many exponents: what does not depend on them is found once.
class PlaceFinder {
 public:
  /// The tone must outlive this.
  explicit PlaceFinder(const Tone& tone) : tone_(tone), parameter_(parameter_of(tone)), levels_(levels_of(tone)) {
    if (tone.curve == ToneCurve::kQuantile || tone.curve == ToneCurve::kSplit || !levels_) return;
    low_ = curve(levels_->min);
    high_ = curve(levels_->max);
  }

  double place_of(double exponent) const {
    if (tone_.curve == ToneCurve::kQuantile) return place_among(tone_.quantiles, exponent);
    if (tone_.curve == ToneCurve::kSplit) return place_in_split(*levels_, exponent);
    if (!levels_) return curve(exponent);
    return std::clamp((curve(exponent) - low_) / (high_ - low_), 0.0, 1.0);
  }

 private:
  double curve(double exponent) const { return curve_at(tone_.curve, parameter_, exponent); }

  const Tone& tone_;
  double parameter_;
  std::optional<Range> levels_;
  double low_ = 0;
  double high_ = 0;
};

bool is_tanh_alone(const Tone& tone) {
  return tone.curve == ToneCurve::kTanh && !tone.levels && tone.offset == 0 && tone.repeat == 1;
}

}  // namespace

std::uint16_t index_at(const Tone& tone, double s, std::int32_t entries) {
  // The highest place is still in the palette's last round.
  const double turns = std::min(s, 1 - 0x1p-53) * tone.repeat + tone.offset;
  const double position = tone.offset == 0 && tone.repeat == 1 ? s : turns - std::floor(turns);
  return static_cast<std::uint16_t>(std::min(static_cast<std::int32_t>(position * entries), entries - 1));
}

double place_of(const Tone& tone, double exponent) {
  return PlaceFinder(tone).place_of(exponent);
}

Toning toning_of(const Tone& tone, std::int32_t entries) {
  if (is_tanh_alone(tone) && own_colors(tone) == 0) return {};
  Toning toning;
  std::vector<std::uint16_t> indices;
  indices.reserve(kPlaces + 2);
  if (is_tanh_alone(tone)) {
    for (std::int32_t i = 0; i < entries; ++i) indices.push_back(static_cast<std::uint16_t>(i));
  } else {
    toning.map = map_of(spread_of(tone));
    // Places of the map are even in tanh itself. Where a film turns its palette, a table is made for each frame.
    const bool is_map = tone.curve == ToneCurve::kTanh && !tone.levels;
    const PlaceFinder finder(tone);
    for (std::int32_t place = 0; place < kPlaces; ++place) {
      const auto exponent = [&] {  // of the map as it was rounded
        return (mapped_middles()[static_cast<std::size_t>(place)] - toning.map.offset) / toning.map.scale;
      };
      indices.push_back(index_at(tone, is_map ? middle_of(place) : finder.place_of(exponent()), entries));
    }
  }
  const std::uint16_t first = indices.front();
  const std::uint16_t last = indices.back();
  auto own = static_cast<std::uint16_t>(entries);
  indices.push_back(tone.superstable ? own++ : first);
  indices.push_back(tone.escaped ? own : last);
  toning.table = std::make_shared<const ToneTable>(std::move(indices));
  return toning;
}

}  // namespace lyap
