#pragma once

#include "kernels/pixel_format.h"

#include <string>
#include <string_view>

namespace lyap {

/// How much the samples around a pixel's centre count, by their distance along each side, in pixels: the usual
/// filters with the usual radii.
enum class SampleFilter {
  kBox,       ///< 1 within ½: the pixel's own samples, all alike
  kTriangle,  ///< 1 − |d| within 1
  kGaussian,  ///< exp(−2·d²) less its value at 1.5, within 1.5
  kMitchell,  ///< the cubic of Mitchell and Netravali with B = C = 1/3, within 2
  kLanczos    ///< sinc(d)·sinc(d/3), within 3
};

/// The name of a filter: box, triangle, gaussian, mitchell or lanczos.
const char* name_of(SampleFilter filter);

/// Reads one of these. Throws InvalidInput, with the nearest name, for anything else.
SampleFilter parse_sample_filter(std::string_view text);

/// The name of what is averaged: color or exponent.
const char* name_of(AverageOf average);

/// Reads color or exponent. Throws InvalidInput, with the nearest name, for anything else.
AverageOf parse_average(std::string_view text);

/// Of how many samples pixels are made, and how. By default of one, in the pixel's centre.
struct Sampling {
  static constexpr int kMaxPerSide = 16;
  static constexpr int kMaxSubFrames = 64;

  /// K, 1 to kMaxPerSide: a pixel has K×K samples of its own, at (2i + 1 − K)/(2K) of a pixel from its centre.
  int per_side = 1;
  SampleFilter filter = SampleFilter::kBox;
  AverageOf average = AverageOf::kColor;
  /// Whether pixels have K×K samples, K being 2 or more, only where the colours of the samples in the centres of their
  /// neighbours and of their own do not change evenly (kernels/adaptive_samples.h), and elsewhere the one in their
  /// centre. Of the box alone: other filters count samples that neighbours would not have.
  bool adaptive = false;

  /// Of films with motion blur: of how many pictures, at different times, a pixel counts the samples; 1 to
  /// kMaxSubFrames.
  int sub_frames = 1;

  /// Whether a pixel is the one sample in its centre.
  bool is_single() const { return per_side == 1 && filter == SampleFilter::kBox && sub_frames == 1; }
  /// Whether pixels have colours between those of the palette.
  bool averages_colors() const { return !is_single() && average == AverageOf::kColor; }
  friend bool operator==(const Sampling&, const Sampling&) = default;
};

/// Reads into `sampling` how many samples there are: "4", or "auto:4" where they are adaptive. Throws InvalidInput,
/// with the nearest name, for anything else.
void parse_samples(std::string_view text, Sampling& sampling);

/// What parse_samples() reads.
std::string samples_text(const Sampling& sampling);

/// The farthest that a filter reaches from a pixel's centre, in pixels.
double radius_of(SampleFilter filter);

/// How much a sample counts at a distance, 0 beyond the radius. Not normalized.
double weight_at(SampleFilter filter, double distance);

}  // namespace lyap
