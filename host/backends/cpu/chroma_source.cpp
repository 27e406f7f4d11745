#include "host/backends/cpu/chroma_source.h"

#include "kernels/pixel_format.h"
#include "kernels/subsampled_chroma.h"

#include <cstddef>

namespace lyap {

void ChromaSource::resize(const Frame& frame) {
  const Size size = frame.size();
  const std::size_t pixels = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
  if (frame.averages_colors()) {
    chroma.resize(pixels);
    lumas.resize(pixels);
  } else {
    indices.resize(pixels);
  }
}

int rows_of_block(const Frame& frame) {
  return subsamples_rows(frame.format()) ? 2 : 1;
}

void make_samples(const Frame& frame, const ChromaSource& source, int block_row, std::uint8_t* samples) {
  const Size size = frame.size();
  const bool averaged = frame.averages_colors();
  const PaletteView palette =
      averaged ? PaletteView{source.chroma.data(), source.lumas.data(), 0} : frame.coloring_view().palette;
  const std::uint16_t* indices = averaged ? nullptr : source.indices.data();
  with_subsampled_format(frame.format(), [&]<PixelFormat kFormat>() {
    auto* pixels = reinterpret_cast<typename SubsampledView<kFormat>::Sample*>(samples);
    make_block_row(SubsampledView<kFormat>{size.width, size.height, palette, indices, pixels}, block_row);
  });
}

}  // namespace lyap
