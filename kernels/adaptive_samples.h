#pragma once

#include "kernels/average_samples.h"
#include "kernels/averaging_view.h"
#include "kernels/host_device.h"
#include "kernels/pixel_format.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Second differences of levels beyond this are more than rounding to levels makes of colours that change evenly:
/// |a − 2c + b| of three numbers that are each off by half a level.
inline constexpr std::int32_t kMostOfRounding = 2;

/// Whether the levels of some channel do not change evenly from a colour over `centre` to the one on the other side.
LYAP_INLINE bool colors_bend(std::uint32_t before, std::uint32_t centre, std::uint32_t after) {
  const auto level = [](std::uint32_t color, int shift) { return static_cast<std::int32_t>(color >> shift & 0xff); };
  bool bend = false;
  for (int shift = 0; shift < 24; shift += 8) {
    const std::int32_t difference = level(before, shift) - 2 * level(centre, shift) + level(after, shift);
    bend |= difference > kMostOfRounding || difference < -kMostOfRounding;
  }
  return bend;
}

/// Whether a pixel is to have all of its samples: the colours bend along a side or a diagonal of the 3×3 samples around
/// the one in its centre. Where they do not, an even gradient is as good as seen, and its mean is the colour in the
/// middle. It looks at nothing else, so that pixels are the same in every band and part of a picture.
LYAP_INLINE bool needs_samples(const AveragingView& view, const std::uint16_t* centre, std::int64_t pitch) {
  const std::uint32_t color = view.levels[*centre];
  const auto bend_along = [&](std::int64_t step) {
    return colors_bend(view.levels[centre[-step]], color, view.levels[centre[step]]);
  };
  return bend_along(1) || bend_along(pitch) || bend_along(pitch - 1) || bend_along(pitch + 1);
}

/// Stores the pixel that is its one sample: the bytes of an average of equal colours, or the colour of an exponent.
LYAP_INLINE void store_single(const AveragingView& view, const ColoringView& coloring, std::uint16_t index,
                              std::size_t pixel, const PixelTarget& target) {
  if (view.of == AverageOf::kExponent) return store_color(coloring.format, coloring.palette, index, pixel, target);
  LightSamples::Sum sum;
  LightSamples::Total total;
  LightSamples::add(view, index, 1, sum);
  LightSamples::add(sum, view.taps * view.taps, total);
  store_average(view, coloring, total, pixel, target);
}

/// All that one CUDA thread does before there are samples: notes whether a pixel needs them, one byte a pixel row by
/// row, or stores it. `centres` are the palette indices of the samples in the pixels' centres; those next to the rows
/// are there as well.
LYAP_INLINE void settle_pixel(const AveragedRows<LightSamples>& centres, std::uint8_t* needed, std::int32_t column,
                              std::int32_t row) {
  const std::uint16_t* centre = centres.samples + row * centres.pitch + column;
  const bool is_needed = needs_samples(centres.averaging, centre, centres.pitch);
  needed[static_cast<std::int64_t>(row) * centres.columns + column] = is_needed ? 1 : 0;
  if (is_needed) return;
  store_single(centres.averaging, centres.coloring, *centre, centres.pixel_at(column, row), centres.target);
}

}  // namespace lyap
