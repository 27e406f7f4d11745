#include "tools/explore/wasm/band_computer.h"

#include "host/backends/cpu/cpu_segment.h"
#include "host/backends/cpu/cpu_targets.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace lyap {

Band BandComputer::compute(const Frame& frame, Rows rows) {
  const RowKernels& kernels = best_row_kernels();
  const auto width = static_cast<std::size_t>(frame.size().width);
  const auto height = static_cast<std::size_t>(frame.size().height);
  const std::size_t bytes = frame.bytes_of_rows(rows.count);
  pixels_.resize((bytes + sizeof(double) - 1) / sizeof(double));
  if (frame.with_periods()) periods_.resize(width * static_cast<std::size_t>(rows.count));
  const bool has_chroma = has_subsampled_chroma(frame.format());
  if (has_chroma) source_.resize(frame);
  auto* pixels = reinterpret_cast<std::uint8_t*>(pixels_.data());
  const PixelTarget target{pixels,
                           width * height * bytes_per_pixel(frame.format(), 0),
                           source_.indices.data(),
                           frame.with_periods() ? periods_.data() : nullptr,
                           source_.chroma.data(),
                           source_.lumas.data()};
  Band band{std::as_bytes(std::span(pixels_)).first(bytes), "none"};
  const SegmentSize size = segment_size(kernels, frame);
  for (int row = 0; row < rows.count; row += size.rows) {
    for (int column = 0; column < frame.size().width; column += size.columns) {
      const PixelRows part{rows.first + row, std::min(size.rows, rows.count - row), column,
                           std::min(size.columns, frame.size().width - column)};
      const Segment segment{part, static_cast<std::size_t>(row) * width + static_cast<std::size_t>(column)};
      const RowsComputed computed = shade_segment(kernels, frame, segment, target, workspace_);
      band.code_path = computed.code_path;
      band.steps += computed.steps;
    }
  }
  if (has_chroma) {
    for (int row = 0; row < frame.size().height / rows_of_block(frame); ++row) {
      make_samples(frame, source_, row, pixels);
    }
  }
  if (frame.with_periods()) band.periods = periods_;
  return band;
}

}  // namespace lyap
