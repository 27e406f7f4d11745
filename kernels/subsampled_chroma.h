#pragma once

#include "kernels/host_device.h"
#include "kernels/pixel_format.h"
#include "kernels/pixel_levels.h"

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace lyap {

/// A picture of palette indices and the picture with subsampled chroma to make of it, both tightly packed. Sides are
/// even, of 4:2:2 the width. Without indices each pixel has an entry of its own.
template <PixelFormat kFormat>
struct SubsampledView {
  static constexpr bool kIsDeep = bits_of_level(kFormat) > 8;
  using Sample = std::conditional_t<kIsDeep, std::uint16_t, std::uint8_t>;
  /// Sums of Cb and Cr, in its lower and its upper half.
  using Sums = std::conditional_t<kIsDeep, std::uint64_t, std::uint32_t>;
  /// Rows and columns of pixels that have a chroma sample.
  static constexpr std::int32_t kRows = subsamples_rows(kFormat) ? 2 : 1;
  static constexpr std::int32_t kColumns = 2;

  std::int32_t width;
  std::int32_t height;
  PaletteView palette;
  const std::uint16_t* indices;
  Sample* pixels;
};

/// Calls `use.operator()<kFormat>()` with the format, which is one with subsampled chroma.
template <class Use>
auto with_subsampled_format(PixelFormat format, const Use& use) {
  switch (format) {
    case PixelFormat::kYuv420p10:
      return use.template operator()<PixelFormat::kYuv420p10>();
    case PixelFormat::kYuv420p12:
      return use.template operator()<PixelFormat::kYuv420p12>();
    case PixelFormat::kYuv422p10:
      return use.template operator()<PixelFormat::kYuv422p10>();
    default:
      return use.template operator()<PixelFormat::kYuv420p>();
  }
}

/// The number of a pixel's colour in the palette.
template <PixelFormat kFormat>
LYAP_INLINE std::size_t entry_of(const SubsampledView<kFormat>& picture, std::size_t pixel) {
  return picture.indices == nullptr ? pixel : picture.indices[pixel];
}

/// A colour's Cb and Cr as sums of one.
template <PixelFormat kFormat>
LYAP_INLINE typename SubsampledView<kFormat>::Sums chroma_of_pixel(const SubsampledView<kFormat>& picture,
                                                                   std::size_t pixel) {
  const std::uint32_t chroma = picture.palette.colors[entry_of(picture, pixel)];
  if constexpr (SubsampledView<kFormat>::kIsDeep) {
    return (chroma & 0xffff) | std::uint64_t{chroma >> 16} << 32;
  } else {
    return chroma;
  }
}

/// The chroma of a column's pixels, added; `top` is the uppermost one's number in the picture.
template <PixelFormat kFormat>
LYAP_INLINE typename SubsampledView<kFormat>::Sums chroma_of_column(const SubsampledView<kFormat>& picture,
                                                                    std::size_t top) {
  const auto upper = chroma_of_pixel(picture, top);
  if constexpr (SubsampledView<kFormat>::kRows == 1) return upper;
  return upper + chroma_of_pixel(picture, top + static_cast<std::size_t>(picture.width));
}

/// Makes the lumas and the chroma sample of a block, 2×2 pixels or two of a row. The sample is sited at the left
/// column, as H.264 players assume: the columns left of it, at it and right of it weigh 1, 2, 1. `left` is
/// chroma_of_column() of the first; returns that of the last, which the next block needs.
template <PixelFormat kFormat>
LYAP_INLINE typename SubsampledView<kFormat>::Sums store_block(const SubsampledView<kFormat>& picture,
                                                               std::int32_t block_row, std::int32_t block_column,
                                                               typename SubsampledView<kFormat>::Sums left) {
  using View = SubsampledView<kFormat>;
  using Sample = typename View::Sample;
  using Sums = typename View::Sums;
  constexpr int kHalfBits = sizeof(Sums) * 4;
  // What a sum counts in, per step of a sample: a power of two.
  constexpr std::uint32_t kDivisor = chroma_units(kFormat) * 4 * View::kRows >> (bits_of_level(kFormat) - 8);
  constexpr Sums kRounding = kDivisor / 2;
  const auto width = static_cast<std::size_t>(picture.width);
  const std::size_t first = static_cast<std::size_t>(block_row) * View::kRows * width +
                            static_cast<std::size_t>(block_column) * View::kColumns;
  for (std::size_t row = 0; row < View::kRows; ++row) {
    for (std::size_t pixel = first + row * width; pixel < first + row * width + View::kColumns; ++pixel) {
      picture.pixels[pixel] = static_cast<Sample>(picture.palette.lumas[entry_of(picture, pixel)]);
    }
  }
  const Sums right = chroma_of_column(picture, first + 1);
  const Sums sums = left + 2 * chroma_of_column(picture, first) + right + (kRounding | kRounding << kHalfBits);
  const std::size_t lumas = width * static_cast<std::size_t>(picture.height);
  const std::size_t sample =
      lumas + static_cast<std::size_t>(block_row) * (width / View::kColumns) + static_cast<std::size_t>(block_column);
  picture.pixels[sample] = static_cast<Sample>((sums & ((Sums{1} << kHalfBits) - 1)) / kDivisor);
  picture.pixels[sample + lumas / (View::kRows * View::kColumns)] = static_cast<Sample>((sums >> kHalfBits) / kDivisor);
  return right;
}

/// The column left of a block; the picture's first column stands in for the one that is missing there.
template <PixelFormat kFormat>
LYAP_INLINE typename SubsampledView<kFormat>::Sums chroma_left_of_block(const SubsampledView<kFormat>& picture,
                                                                        std::int32_t block_row,
                                                                        std::int32_t block_column) {
  using View = SubsampledView<kFormat>;
  const std::size_t row = static_cast<std::size_t>(block_row) * View::kRows * static_cast<std::size_t>(picture.width);
  const std::size_t column = block_column == 0 ? 0 : static_cast<std::size_t>(block_column) * View::kColumns - 1;
  return chroma_of_column(picture, row + column);
}

/// All that one CUDA thread does: the samples of a block.
template <PixelFormat kFormat>
LYAP_INLINE void make_block(const SubsampledView<kFormat>& picture, std::int32_t block_row, std::int32_t block_column) {
  store_block(picture, block_row, block_column, chroma_left_of_block(picture, block_row, block_column));
}

/// make_block for a row of blocks. The view is a copy, which no store of a byte can change as far as the compiler
/// knows.
template <PixelFormat kFormat>
void make_block_row(SubsampledView<kFormat> picture, std::int32_t block_row) {
  auto left = chroma_left_of_block(picture, block_row, 0);
  for (std::int32_t block = 0; block < picture.width / SubsampledView<kFormat>::kColumns; ++block) {
    left = store_block(picture, block_row, block, left);
  }
}

}  // namespace lyap
