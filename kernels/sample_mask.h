#pragma once

#include "kernels/host_device.h"

#include <cstdint>

namespace lyap {

/// Which samples of neighbouring rows are wanted: those of some pixels. By default all.
struct SampleMask {
  /// A byte for each pixel, row by row from that of the first sample on: 0 where its samples are not wanted. Or null.
  const std::uint8_t* pixels = nullptr;
  /// Samples along a side of a pixel, and pixels of a row.
  std::int32_t per_side = 1;
  std::int32_t width = 0;

  LYAP_INLINE bool has_pixel(std::int32_t column, std::int32_t row) const {
    return pixels == nullptr || pixels[static_cast<std::int64_t>(row) * width + column] != 0;
  }
  LYAP_INLINE bool has(std::int32_t column, std::int32_t row) const {
    return pixels == nullptr || has_pixel(column / per_side, row / per_side);
  }
};

}  // namespace lyap
