#include "host/spec/render_spec.h"

#include "host/base/require.h"
#include "host/base/text.h"
#include "host/spec/near_zero.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

void validate_axis(const Axis& axis, int pixels) {
  const std::string field = fmt::format("window of {}", axis.letter);
  const bool is_one_rate = pixels == 1 && axis.range.min == axis.range.max;
  require(axis.range.min < axis.range.max || is_one_rate, field,
          fmt::format("{}:{} is empty: MIN must be below MAX", axis.range.min, axis.range.max));
  validate_rate(axis.range.min, field);
  validate_rate(axis.range.max, field);
}

void validate_letters(const RenderSpec& spec) {
  const char horizontal = spec.horizontal.letter;
  const char vertical = spec.vertical.letter;
  require(horizontal != vertical, "vertical",
          fmt::format("letter {} is on the horizontal axis already; name another letter", vertical));
  const std::string letters = spec.sequence.distinct();
  for (const auto& [letter, rate] : spec.constants) {
    const std::string field = rate_field(letter);
    validate_rate(rate, field);
    require(letter != horizontal && letter != vertical, field,
            fmt::format("letter {} is on an axis and has no constant rate; put another letter on the axis", letter));
    require(letters.find(letter) != std::string::npos, field,
            fmt::format("letter {} is not in the sequence, which has {}", letter, letters));
  }
  for (const char letter : letters) {
    require(letter == horizontal || letter == vertical || spec.constants.contains(letter), "sequence",
            fmt::format("letter {} has no rate; give it a constant one or put it on an axis", letter));
  }
}

double pixel_pitch(const Axis& axis, int pixels) {
  if (axis.range.min == axis.range.max) return std::numeric_limits<double>::infinity();
  return (axis.range.max - axis.range.min) / std::max(pixels - 1, 1);
}

double largest_rate(const Axis& axis) {
  return std::max(std::abs(axis.range.min), std::abs(axis.range.max));
}

}  // namespace

const char* name_of(Precision precision) {
  switch (precision) {
    case Precision::kFloat:
      return "f32";
    case Precision::kDouble:
      return "f64";
    case Precision::kAutomatic:
      break;
  }
  return "auto";
}

Precision parse_precision(std::string_view text) {
  for (const Precision precision : {Precision::kFloat, Precision::kDouble}) {
    if (text == name_of(precision)) return precision;
  }
  throw InvalidInput(fmt::format("precision {} is not known: f32 and f64 are accepted", in_quotes(text)));
}

const char* name_of(Quantity quantity) {
  return quantity == Quantity::kPeriod ? "period" : "exponent";
}

Quantity parse_quantity(std::string_view text) {
  for (const Quantity quantity : {Quantity::kExponent, Quantity::kPeriod}) {
    if (text == name_of(quantity)) return quantity;
  }
  throw InvalidInput(fmt::format("{} is not known: exponent and period are accepted", in_quotes(text)));
}

std::string rate_field(char letter) {
  return fmt::format("rate of {}", letter);
}

void validate_rate(double rate, const std::string& field) {
  require(
      std::abs(rate) <= RenderSpec::kMaxRate, field,
      fmt::format("rate {} is out of reach: -{} to {} are accepted", rate, RenderSpec::kMaxRate, RenderSpec::kMaxRate));
}

void check_shown(Quantity shown, const RenderSpec& spec) {
  require(shown != Quantity::kPeriod || !spec.brute_force, "show",
          "period: brute force looks for no periods; leave one of them out");
}

void RenderSpec::validate() const {
  const auto side_fits = [](int side) { return side >= 1 && side <= kMaxSide; };
  require(side_fits(size.width) && side_fits(size.height), "size",
          fmt::format("{}x{}: sides of 1 to {} are accepted", size.width, size.height, kMaxSide));
  require(iterations >= 2 && iterations <= kMaxIterations, "iterations",
          fmt::format("{}: 2 to {} are accepted", iterations, kMaxIterations));
  require(transient >= 0 && transient <= kMaxTransient, "transient",
          fmt::format("{}: 0 to {} are accepted", transient, kMaxTransient));
  require(phase >= 0, "phase", fmt::format("{}: 0 or more is accepted", phase));
  require(x0 >= 0 && x0 <= 1, "x0", fmt::format("{}: 0 to 1 are accepted", x0));
  validate_axis(horizontal, size.width);
  validate_axis(vertical, size.height);
  validate_letters(*this);
  check_shown(shown, *this);
  require(sampling.per_side >= 1 && sampling.per_side <= Sampling::kMaxPerSide, "samples",
          fmt::format("{}: 1 to {} are accepted", sampling.per_side, Sampling::kMaxPerSide));
  require(sampling.sub_frames >= 1 && sampling.sub_frames <= Sampling::kMaxSubFrames, "shutter-frames",
          fmt::format("{}: 1 to {} are accepted", sampling.sub_frames, Sampling::kMaxSubFrames));
  require(!sampling.adaptive || sampling.sub_frames == 1, "samples",
          "adaptive ones are of pictures that stand still; with a shutter, all are taken: give their number alone");
  require(!sampling.adaptive || sampling.per_side > 1, "samples",
          "adaptive samples are 2 or more along a pixel's side");
  require(!sampling.adaptive || sampling.filter == SampleFilter::kBox, "filter",
          fmt::format("{}: it counts samples of neighbours, which adaptive ones may not have; box is accepted",
                      name_of(sampling.filter)));
  require(shown != Quantity::kPeriod || sampling.average == AverageOf::kColor, "average",
          "exponent: periods are shown, of which colours are averaged");
  tone.validate();
  require(shown != Quantity::kPeriod || tone == Tone{}, "show",
          "period: tones, levels and what else is said of the colours is of exponents; leave one of them out");
}

Precision choose_precision(const RenderSpec& spec) {
  if (spec.precision != Precision::kAutomatic) return spec.precision;
  constexpr double kPitchPerUlp = 64;
  const double pitch =
      std::min(pixel_pitch(spec.horizontal, spec.size.width), pixel_pitch(spec.vertical, spec.size.height));
  const double rate = std::max(largest_rate(spec.horizontal), largest_rate(spec.vertical));
  const double ulp = std::max(rate, 1.0) * std::numeric_limits<float>::epsilon();
  const double needed = kPitchPerUlp * std::sqrt(static_cast<double>(spec.iterations) / 400) * ulp;
  constexpr std::int64_t kMostIterations = 2000;
  const bool suffices =
      pitch >= needed && spec.iterations <= kMostIterations && keep_away_from_zero(spec, Precision::kFloat);
  return suffices ? Precision::kFloat : Precision::kDouble;
}

}  // namespace lyap
