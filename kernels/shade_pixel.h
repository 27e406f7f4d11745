#pragma once

#include "kernels/exponent.h"
#include "kernels/host_device.h"
#include "kernels/pixel_format.h"
#include "kernels/plane_view.h"
#include "kernels/scalar_lane.h"
#include "kernels/tone_map.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Rows [first_row, first_row + row_count) of a picture.
struct BandView {
  std::int32_t width;
  std::int32_t first_row;
  std::int32_t row_count;
  PixelFormat format;
  PaletteView palette;
  PixelTarget target;
};

/// All that one CUDA thread does: the exponent of pixel (column, row of the band), its colour, its bytes.
/// `scratch` lends scratch_rows() numbers, kStride apart.
template <class T, int kStride>
LYAP_INLINE void shade_pixel(const PlaneView<T>& plane, const BandView& band, int column, int band_row, T* scratch) {
  T exponent;
  exponents<ScalarLane<T>, 1, kStride>(plane, column, band.first_row + band_row, scratch, &exponent);
  const std::size_t pixel =
      static_cast<std::size_t>(band_row) * static_cast<std::size_t>(band.width) + static_cast<std::size_t>(column);
  if (band.format == PixelFormat::kExponents) {
    reinterpret_cast<T*>(band.target.pixels)[pixel] = exponent;
    return;
  }
  const auto index =
      palette_index<ScalarLane<float>>(static_cast<float>(exponent), static_cast<float>(band.palette.entries));
  store_color(band.format, band.palette, static_cast<std::uint16_t>(index), pixel, band.target);
}

}  // namespace lyap
