#include "host/spec/sampling.h"

#include "host/base/named_values.h"
#include "host/spec/option_values.h"

#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace lyap {
namespace {

constexpr std::array kFilterNames{std::pair{SampleFilter::kBox, "box"}, std::pair{SampleFilter::kTriangle, "triangle"},
                                  std::pair{SampleFilter::kGaussian, "gaussian"},
                                  std::pair{SampleFilter::kMitchell, "mitchell"},
                                  std::pair{SampleFilter::kLanczos, "lanczos"}};

constexpr std::array kAverageNames{std::pair{AverageOf::kColor, "color"}, std::pair{AverageOf::kExponent, "exponent"}};

constexpr std::string_view kAdaptive = "auto";

double sinc(double x) {
  return x == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
}

/// D. Mitchell and A. Netravali, Reconstruction Filters in Computer Graphics, 1988, with B = C = 1/3.
double mitchell(double d) {
  if (d < 1) return (7 * d * d * d - 12 * d * d + 16.0 / 3) / 6;
  return (-7.0 / 3 * d * d * d + 12 * d * d - 20 * d + 32.0 / 3) / 6;
}

}  // namespace

const char* name_of(SampleFilter filter) {
  return name_in(kFilterNames, filter);
}

SampleFilter parse_sample_filter(std::string_view text) {
  return value_named(kFilterNames, text);
}

const char* name_of(AverageOf average) {
  return name_in(kAverageNames, average);
}

AverageOf parse_average(std::string_view text) {
  return value_named(kAverageNames, text);
}

void parse_samples(std::string_view text, Sampling& sampling) {
  constexpr std::string_view kWhat = "the number of samples along a pixel's side";
  const std::size_t colon = text.find(':');
  sampling.adaptive = colon != std::string_view::npos;
  const std::string_view number = sampling.adaptive ? text.substr(colon + 1) : text;
  if (sampling.adaptive && text.substr(0, colon) != kAdaptive) {
    const auto meant = nearest_name(text.substr(0, colon), std::array{std::string(kAdaptive)});
    throw InvalidInput(fmt::format("{} is not known{}: 1 to {}, or {}:2 to {}:{}, are accepted", in_quotes(text),
                                   meant ? fmt::format(", did you mean {}:{}", *meant, number) : "",
                                   Sampling::kMaxPerSide, kAdaptive, kAdaptive, Sampling::kMaxPerSide));
  }
  sampling.per_side = static_cast<int>(parse_integer(number, sampling.adaptive ? 2 : 1, Sampling::kMaxPerSide, kWhat));
}

std::string samples_text(const Sampling& sampling) {
  return sampling.adaptive ? fmt::format("{}:{}", kAdaptive, sampling.per_side) : fmt::format("{}", sampling.per_side);
}

double radius_of(SampleFilter filter) {
  switch (filter) {
    case SampleFilter::kTriangle:
      return 1;
    case SampleFilter::kGaussian:
      return 1.5;
    case SampleFilter::kMitchell:
      return 2;
    case SampleFilter::kLanczos:
      return 3;
    case SampleFilter::kBox:
    default:
      return 0.5;
  }
}

double weight_at(SampleFilter filter, double distance) {
  const double d = std::abs(distance);
  const double radius = radius_of(filter);
  if (d >= radius) return 0;
  switch (filter) {
    case SampleFilter::kTriangle:
      return 1 - d;
    case SampleFilter::kGaussian:
      return std::exp(-2 * d * d) - std::exp(-2 * radius * radius);
    case SampleFilter::kMitchell:
      return mitchell(d);
    case SampleFilter::kLanczos:
      return sinc(d) * sinc(d / radius);
    case SampleFilter::kBox:
    default:
      return 1;
  }
}

}  // namespace lyap
