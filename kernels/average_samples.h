#pragma once

#include "kernels/averaging_view.h"
#include "kernels/bt709.h"
#include "kernels/coloring_view.h"
#include "kernels/host_device.h"
#include "kernels/pixel_format.h"
#include "kernels/pixel_levels.h"
#include "kernels/scalar_lane.h"
#include "kernels/tone_map.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Samples of palette indices: their sums are of linear light.
struct LightSamples {
  using Sample = std::uint16_t;
  struct Sum {
    std::int32_t red = 0, green = 0, blue = 0;
  };
  struct Total {
    std::int64_t red = 0, green = 0, blue = 0;
  };

  static LYAP_INLINE void add(const AveragingView& view, Sample sample, std::int32_t weight, Sum& sum) {
    const std::uint64_t light = view.light[sample];
    sum.red += weight * static_cast<std::int32_t>(light & 0xffff);
    sum.green += weight * static_cast<std::int32_t>((light >> 16) & 0xffff);
    sum.blue += weight * static_cast<std::int32_t>(light >> 32);
  }
  static LYAP_INLINE void add(const Sum& sum, std::int32_t weight, Total& total) {
    total.red += static_cast<std::int64_t>(weight) * sum.red;
    total.green += static_cast<std::int64_t>(weight) * sum.green;
    total.blue += static_cast<std::int64_t>(weight) * sum.blue;
  }
  static LYAP_INLINE void add(const Total& other, Total& total) {
    total.red += other.red;
    total.green += other.green;
    total.blue += other.blue;
  }
};

/// A sum of exponents in fixed point.
struct ExponentSum {
  std::int64_t units = 0;
};

/// Samples of exponents in T: their sums are of fixed-point numbers.
template <class T>
struct ExponentSamples {
  using Sample = T;
  /// Beyond it exponents count as this much: no tone map tells them apart, and infinite ones have a mean so.
  static constexpr double kLimit = 64;
  static constexpr double kUnits = 1 << 20;
  using Sum = ExponentSum;
  using Total = ExponentSum;

  static LYAP_INLINE void add(const AveragingView&, Sample sample, std::int32_t weight, Sum& sum) {
    const auto exponent = static_cast<double>(sample);
    const double bounded = exponent < -kLimit ? -kLimit : exponent > kLimit ? kLimit : exponent;
    sum.units += weight * static_cast<std::int64_t>(bounded * kUnits);
  }
  static LYAP_INLINE void add(const Sum& sum, std::int32_t weight, Total& total) { total.units += weight * sum.units; }
  static LYAP_INLINE void add(const Total& other, Total& total) { total.units += other.units; }
};

/// The weighted sum of the taps along a row, the first of which is `samples`.
template <class Samples>
LYAP_INLINE typename Samples::Sum sum_of_taps(const AveragingView& view, const typename Samples::Sample* samples) {
  typename Samples::Sum sum;
  for (std::int32_t tap = 0; tap < view.taps; ++tap) Samples::add(view, samples[tap], view.weights[tap], sum);
  return sum;
}

/// The level of light of a sum. Filters with negative weights can leave the range of levels.
LYAP_INLINE std::uint16_t encoded_mean(const AveragingView& view, std::int64_t total) {
  const double level = static_cast<double>(total) * view.inverse_total + 0.5;
  const double bounded = level < 0 ? 0 : level > 65535 ? 65535 : level;
  return view.encoded[static_cast<std::int32_t>(bounded)];
}

/// Stores a colour in the format, as pixel number `pixel`; not for palette indices.
LYAP_INLINE void store_averaged_color(PixelFormat format, const Rgb16& color, std::size_t pixel,
                                      const PixelTarget& target) {
  std::uint8_t* bytes = target.pixels;
  if (format == PixelFormat::kRgb24) {
    bytes[3 * pixel] = in_8_bits(color.r);
    bytes[3 * pixel + 1] = in_8_bits(color.g);
    bytes[3 * pixel + 2] = in_8_bits(color.b);
    return;
  }
  const PixelLevels levels = levels_of(format, color);
  if (!has_subsampled_chroma(format)) return store_levels(format, levels, pixel, target);
  target.chroma[pixel] = levels.chroma;
  target.lumas[pixel] = levels.luma;
}

/// Stores the pixel of a sum of all its taps.
LYAP_INLINE void store_average(const AveragingView& view, const ColoringView& coloring,
                               const LightSamples::Total& total, std::size_t pixel, const PixelTarget& target) {
  const Rgb16 color{encoded_mean(view, total.red), encoded_mean(view, total.green), encoded_mean(view, total.blue)};
  store_averaged_color(coloring.format, color, pixel, target);
}

LYAP_INLINE void store_average(const AveragingView& view, const ColoringView& coloring, const ExponentSum& total,
                               std::size_t pixel, const PixelTarget& target) {
  const double mean = static_cast<double>(total.units) * view.inverse_total * (1 / ExponentSamples<float>::kUnits);
  store_color(coloring.format, coloring.palette, color_of(coloring.tone, mean), pixel, target);
}

/// Which of the pictures that a pixel is the average of the samples at hand are of.
template <class Samples>
struct SubFrame {
  /// Where the totals of those before are, one for each pixel row by row; null where there is one sub-frame.
  typename Samples::Total* totals = nullptr;
  bool is_first = true;
  bool is_last = true;
};

/// Columns of neighbouring rows of pixels, and the samples of which they are made.
template <class Samples>
struct AveragedRows {
  AveragingView averaging;
  ColoringView coloring;
  /// The first tap of the first pixel; from a row of samples to the next it is `pitch`.
  const typename Samples::Sample* samples;
  std::int64_t pitch;
  std::int32_t columns;
  std::int32_t row_count;
  /// The number of the first pixel in the target, and that of pixels from a row to the next.
  std::size_t first_pixel;
  std::int32_t target_pitch;
  PixelTarget target;
  SubFrame<Samples> sub_frame{};

  LYAP_INLINE std::size_t pixel_at(std::int32_t column, std::int32_t row) const {
    return first_pixel + static_cast<std::size_t>(row) * static_cast<std::size_t>(target_pitch) +
           static_cast<std::size_t>(column);
  }
};

/// Stores the pixel of the sum of its taps in all sub-frames; before the last of them, keeps what there is of it.
template <class Samples>
LYAP_INLINE void add_or_store(const AveragedRows<Samples>& rows, typename Samples::Total total, std::int32_t column,
                              std::int32_t row) {
  const SubFrame<Samples>& sub_frame = rows.sub_frame;
  if (sub_frame.totals != nullptr) {
    auto& kept = sub_frame.totals[static_cast<std::int64_t>(row) * rows.columns + column];
    if (!sub_frame.is_first) Samples::add(kept, total);
    if (!sub_frame.is_last) {
      kept = total;
      return;
    }
  }
  store_average(rows.averaging, rows.coloring, total, rows.pixel_at(column, row), rows.target);
}

/// All that one CUDA thread does: the pixel of its samples.
template <class Samples>
LYAP_INLINE void average_pixel(const AveragedRows<Samples>& rows, std::int32_t column, std::int32_t row) {
  const AveragingView& view = rows.averaging;
  const std::int64_t first = row * rows.pitch * view.per_side + std::int64_t{column} * view.per_side;
  typename Samples::Total total;
  for (std::int32_t tap = 0; tap < view.taps; ++tap) {
    Samples::add(sum_of_taps<Samples>(view, rows.samples + first + tap * rows.pitch), view.weights[tap], total);
  }
  add_or_store(rows, total, column, row);
}

}  // namespace lyap
