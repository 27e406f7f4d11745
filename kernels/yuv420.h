#pragma once

#include "kernels/host_device.h"
#include "kernels/pixel_format.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace lyap {

/// A palette's chroma for 4:2:0 counts in this fraction of a step of 8 bits. A sample is the sum of eight of them,
/// 240·32·8 at most: two such sums fit into the halves of 32 bits, and rounding them is a shift.
inline constexpr int kChromaUnits = 32;

/// A picture of palette indices and the 4:2:0 picture to make of it, both tightly packed. Sides are even. Without
/// indices each pixel has an entry of its own. Sample is std::uint8_t for kYuv420p and std::uint16_t for kYuv420p10.
template <class Sample>
struct Yuv420View {
  std::int32_t width;
  std::int32_t height;
  PaletteView palette;
  const std::uint16_t* indices;
  Sample* pixels;
};

/// The number of a pixel's colour in the palette.
template <class Sample>
LYAP_INLINE std::size_t entry_of(const Yuv420View<Sample>& picture, std::size_t pixel) {
  return picture.indices == nullptr ? pixel : picture.indices[pixel];
}

/// The chroma of the two pixels of a column in a pair of rows, added; `top` is the upper one's number in the picture.
template <class Sample>
LYAP_INLINE std::uint32_t chroma_of_column(const Yuv420View<Sample>& picture, std::size_t top) {
  const std::size_t bottom = top + static_cast<std::size_t>(picture.width);
  return picture.palette.colors[entry_of(picture, top)] + picture.palette.colors[entry_of(picture, bottom)];
}

/// Makes the four lumas and the chroma sample of 2×2 pixels. The sample is sited at the left pair of them, as H.264
/// players assume: the columns left of it, at it and right of it weigh 1, 2, 1. `left` is chroma_of_column() of the
/// first; returns that of the last, which the next block needs.
template <class Sample>
LYAP_INLINE std::uint32_t store_block(const Yuv420View<Sample>& picture, std::int32_t block_row,
                                      std::int32_t block_column, std::uint32_t left) {
  constexpr int kShift = sizeof(Sample) == 1 ? 8 : 6;
  constexpr std::uint32_t kHalf = (1u << kShift) / 2;
  const auto width = static_cast<std::size_t>(picture.width);
  const std::size_t top = 2 * (static_cast<std::size_t>(block_row) * width + static_cast<std::size_t>(block_column));
  for (const std::size_t pixel : {top, top + 1, top + width, top + width + 1}) {
    picture.pixels[pixel] = static_cast<Sample>(picture.palette.lumas[entry_of(picture, pixel)]);
  }
  const std::uint32_t right = chroma_of_column(picture, top + 1);
  const std::uint32_t sums = left + 2 * chroma_of_column(picture, top) + right + (kHalf | kHalf << 16);
  const std::size_t lumas = width * static_cast<std::size_t>(picture.height);
  const std::size_t sample =
      lumas + static_cast<std::size_t>(block_row) * (width / 2) + static_cast<std::size_t>(block_column);
  picture.pixels[sample] = static_cast<Sample>((sums & 0xffff) >> kShift);
  picture.pixels[sample + lumas / 4] = static_cast<Sample>(sums >> (16 + kShift));
  return right;
}

/// The column left of a block; the picture's first column stands in for the one that is missing there.
template <class Sample>
LYAP_INLINE std::uint32_t chroma_left_of_block(const Yuv420View<Sample>& picture, std::int32_t block_row,
                                               std::int32_t block_column) {
  const std::size_t row = 2 * static_cast<std::size_t>(block_row) * static_cast<std::size_t>(picture.width);
  const std::size_t column = block_column == 0 ? 0 : 2 * static_cast<std::size_t>(block_column) - 1;
  return chroma_of_column(picture, row + column);
}

/// All that one CUDA thread does: the samples of 2×2 pixels.
template <class Sample>
LYAP_INLINE void make_block(const Yuv420View<Sample>& picture, std::int32_t block_row, std::int32_t block_column) {
  store_block(picture, block_row, block_column, chroma_left_of_block(picture, block_row, block_column));
}

/// make_block for a pair of rows. The view is a copy, which no store of a byte can change as far as the compiler knows.
template <class Sample>
void make_block_row(Yuv420View<Sample> picture, std::int32_t block_row) {
  std::uint32_t left = chroma_left_of_block(picture, block_row, 0);
  for (std::int32_t block = 0; block < picture.width / 2; ++block) {
    left = store_block(picture, block_row, block, left);
  }
}

}  // namespace lyap
