#include "host/color/averaging.h"

#include "host/color/shown_colors.h"
#include "host/color/srgb.h"
#include "host/spec/sample_grid.h"

#include <cmath>
#include <cstddef>
#include <numeric>

namespace lyap {
namespace {

constexpr double kFullLight = 65535;
constexpr double kFullLevel = 65535;

std::uint64_t in_16_bits(double value) {
  return static_cast<std::uint64_t>(std::llround(value * kFullLight));
}

/// Weights of a box are 1: sums of all samples are exact, whatever their number. Those of other filters are as fine as
/// sums have room for.
std::vector<std::int32_t> weights_of(const Sampling& sampling) {
  const SampleGrid grid = SampleGrid::of(sampling);
  std::vector<double> weights;
  double magnitudes = 0;
  for (int tap = 0; tap < grid.taps(); ++tap) {
    weights.push_back(weight_at(sampling.filter, grid.distance_of(tap)));
    magnitudes += std::abs(weights.back());
  }
  const bool is_box = sampling.filter == SampleFilter::kBox;
  // Rounding may add half a unit to each.
  const double unit = is_box ? 1 : magnitudes / (kMaxWeights - grid.taps());
  std::vector<std::int32_t> rounded;
  for (const double weight : weights) rounded.push_back(static_cast<std::int32_t>(std::lround(weight / unit)));
  return rounded;
}

}  // namespace

// No level lies near the middle of two numbers of 16 bits, so that what pow() gets wrong in the last place, on
// whichever machine, changes no number.
Averaging::Averaging(const Sampling& sampling, const std::vector<Rgb16>& colors)
    : sampling_(sampling), weights_(weights_of(sampling)) {
  const std::int64_t sum = std::accumulate(weights_.begin(), weights_.end(), std::int64_t{0});
  inverse_total_ = 1 / static_cast<double>(sum * sum * sampling.sub_frames);
  if (sampling.adaptive) {
    for (const Rgb8& color : in_8_bits(colors)) {
      levels_.push_back(std::uint32_t{color.r} | std::uint32_t{color.g} << 8U | std::uint32_t{color.b} << 16U);
    }
  }
  if (sampling.average == AverageOf::kExponent) return;
  const auto light_of = [](std::uint16_t level) { return in_16_bits(light_of_level(level / kFullLevel)); };
  for (const Rgb16& color : colors) {
    light_.push_back(light_of(color.r) | light_of(color.g) << 16 | light_of(color.b) << 32);
  }
  for (int light = 0; light <= 65535; ++light) {
    encoded_.push_back(static_cast<std::uint16_t>(in_16_bits(level_of_light(light / kFullLight))));
  }
  // The mean of equal colours is that colour, in every pixel format.
  for (std::uint16_t level = 0; level < 256; ++level) {
    const auto in_16_bits_a_channel = static_cast<std::uint16_t>(257 * level);
    encoded_[light_of(in_16_bits_a_channel)] = in_16_bits_a_channel;
  }
}

AveragingView Averaging::view() const {
  const SampleGrid grid = SampleGrid::of(sampling_);
  return {grid.per_side,     grid.taps(),   weights_.data(), inverse_total_,
          sampling_.average, light_.data(), encoded_.data(), sampling_.adaptive ? levels_.data() : nullptr};
}

}  // namespace lyap
