#pragma once

#include "host/compute/frame.h"

#include <cstdint>
#include <vector>

namespace lyap {

/// What pixels with subsampled chroma are made of: a whole picture as palette indices, or, where pixels are averages of
/// colours, as the chroma and luma of each. PixelTarget points into it.
struct ChromaSource {
  std::vector<std::uint16_t> indices;
  std::vector<std::uint32_t> chroma;
  std::vector<std::uint16_t> lumas;

  /// Room for the pixels of a frame whose format has subsampled chroma.
  void resize(const Frame& frame);
};

/// Rows of pixels that have a row of chroma samples.
int rows_of_block(const Frame& frame);

/// Makes the samples of a row of blocks, whose pixels are all in `source`; `samples` is the whole picture.
void make_samples(const Frame& frame, const ChromaSource& source, int block_row, std::uint8_t* samples);

}  // namespace lyap
