#pragma once

#include "host/color/color_table.h"
#include "host/spec/render_spec.h"
#include "kernels/cpu/row_kernels.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace lyap {

/// Makes pixels of exponents, or of periods, that are in memory already, on all processors: the same bytes as backends
/// make where they compute them. For one thread at a time; several threads can have one each.
class ExponentPainter {
 public:
  /// The format of `colors` is kIndexed8 or kRgb24; `precision`, kFloat or kDouble, is that of the exponents. Uses that
  /// many threads, 0 for all processors. Throws InvalidInput for another format.
  ExponentPainter(std::shared_ptr<const ColorTable> colors, Precision precision, int threads = 0);

  /// The pixels of exponents, none of them NaN, which lie where numbers of their type may; valid until the next call.
  std::span<const std::byte> paint(std::span<const std::byte> exponents);

  /// The pixels of periods, in map steps, of a sequence with so many letters (Frame::sequence_period()); valid until
  /// the next call.
  std::span<const std::byte> paint_periods(std::span<const std::uint32_t> periods, std::int32_t sequence_period);

 private:
  /// Has `paint_piece(first, count, indices)` called for all pieces of `count` pixels, by all threads; `indices` lends
  /// memory.
  template <class PaintPiece>
  std::span<const std::byte> paint_pieces(std::size_t count, const PaintPiece& paint_piece);
  PixelTarget target();

  const RowKernels& kernels_;
  std::shared_ptr<const ColorTable> colors_;
  Precision precision_;
  int threads_;
  std::vector<std::byte> pixels_;
};

}  // namespace lyap
