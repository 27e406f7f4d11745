#pragma once

#include "kernels/coloring_view.h"
#include "kernels/exponent.h"
#include "kernels/host_device.h"
#include "kernels/listed_steps.h"
#include "kernels/pixel_format.h"
#include "kernels/plane_view.h"
#include "kernels/recurrence.h"
#include "kernels/sample_mask.h"
#include "kernels/scalar_lane.h"
#include "kernels/tone_map.h"
#include "kernels/unrolled_steps.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Rows [first_row, first_row + row_count) of a picture.
struct BandView {
  std::int32_t width;
  std::int32_t first_row;
  std::int32_t row_count;
  ColoringView coloring;
  PixelTarget target;
  /// Pixels that are not in it are left out where whole tiles are shaded.
  SampleMask only{};
};

/// The block of one pixel.
LYAP_INLINE PixelBlock block_of_pixel(const BandView& band, int column, int band_row) {
  return {column, band.first_row + band_row, band.first_row + band_row};
}

/// All that one CUDA thread does: the exponent of pixel (column, row of the band), its colour, its bytes. `steps` are
/// those of block_of_pixel(). Returns the number of map steps that were computed.
template <class Recurrence, class T, class Steps>
LYAP_INLINE std::int64_t shade_pixel(const PlaneView<T>& plane, const BandView& band, int column, int band_row,
                                     const Steps& steps) {
  using Lane = ScalarLane<T>;
  const PixelBlock block = block_of_pixel(band, column, band_row);
  const bool wants_period = band.coloring.shown == Quantity::kPeriod || band.target.periods != nullptr;
  std::uint32_t period = 0;
  EndedOrbits<Lane, 1> ended;
  const std::int64_t computed =
      compute_orbits<Recurrence>(plane, block, steps, ended, {wants_period ? &period : nullptr, 1});
  const T exponent = sum_up<Recurrence, Lane, 1>(plane, block, 0, ended);

  const std::size_t pixel =
      static_cast<std::size_t>(band_row) * static_cast<std::size_t>(band.width) + static_cast<std::size_t>(column);
  if (band.target.periods != nullptr) band.target.periods[pixel] = period;
  if (band.coloring.format == PixelFormat::kExponents) {
    reinterpret_cast<T*>(band.target.pixels)[pixel] = exponent;
    return computed;
  }
  std::uint16_t index = 0;
  if (band.coloring.shown == Quantity::kPeriod) {
    index = period_index(period / static_cast<std::uint32_t>(plane.sequence_period), band.coloring.palette.entries);
  } else {
    index = color_of(band.coloring.tone, exponent);
  }
  store_color(band.coloring.format, band.coloring.palette, index, pixel, band.target);
  return computed;
}

/// The same with steps as the plane lists them. `scratch` lends scratch_rows() numbers, kStride apart.
template <class Recurrence, class T, int kStride>
LYAP_INLINE std::int64_t shade_listed_pixel(const PlaneView<T>& plane, const BandView& band, int column, int band_row,
                                            T* scratch) {
  const ListedSteps<Recurrence, ScalarLane<T>, 1, kStride> steps(plane, block_of_pixel(band, column, band_row),
                                                                 scratch);
  return shade_pixel<Recurrence>(plane, band, column, band_row, steps);
}

/// The same with the steps of the one sequence of a list as UnrolledSteps describes it.
template <class T, class List>
LYAP_INLINE std::int64_t shade_unrolled_pixel(const PlaneView<T>& plane, const BandView& band, int column,
                                              int band_row) {
  const UnrolledSteps<T, List> steps(plane, block_of_pixel(band, column, band_row));
  return shade_pixel<ScaledForm>(plane, band, column, band_row, steps);
}

/// The pixel of a tile that a CUDA thread of a block computes. A warp takes 8×4 neighbours, because it waits for the
/// one whose orbit closes last; the four warps lie side by side.
struct TilePixel {
  static constexpr int kColumns = 32;
  static constexpr int kRows = 4;
  int column;
  int row;
};

LYAP_INLINE TilePixel pixel_of_thread(int thread) {
  const int lane = thread % 32;
  return {thread / 32 * 8 + lane % 8, lane / 8};
}

}  // namespace lyap
