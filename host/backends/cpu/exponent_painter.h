#pragma once

#include "host/color/coloring.h"
#include "host/spec/render_spec.h"
#include "kernels/cpu/row_kernels.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lyap {

/// Colouring as a step of its own: makes pixels of exponents or periods that are in memory already, wherever they were
/// computed. They have the bytes that backends make where a frame has the same coloring. For one thread at
/// a time; several threads can have one each.
class ExponentPainter {
 public:
  /// `precision`, kFloat or kDouble, is that of the exponents. Uses that many threads, 0 for all processors. Throws
  /// InvalidInput if the coloring's format is not kIndexed8 or kRgb24: planar pixels are made of whole pictures only,
  /// by backends.
  ExponentPainter(Coloring coloring, Precision precision, int threads = 0);

  /// The pixels of exponents, none of them NaN, which lie where numbers of their type may; valid until the next call.
  /// Throws InvalidInput if the coloring shows periods.
  std::span<const std::byte> paint(std::span<const std::byte> exponents);

  /// The pixels of periods, in map steps, of a sequence with so many letters (Plane::sequence_period()); valid until
  /// the next call. Throws InvalidInput if the coloring shows exponents.
  std::span<const std::byte> paint_periods(std::span<const std::uint32_t> periods, std::int32_t sequence_period);

 private:
  /// Has `paint_piece(first, count, indices)` called for all pieces of `count` pixels, by all threads; `indices` lends
  /// memory.
  template <class PaintPiece>
  std::span<const std::byte> paint_all(std::size_t count, const PaintPiece& paint_piece);
  PixelTarget target();

  const RowKernels& kernels_;
  Coloring coloring_;
  Precision precision_;
  int threads_;
  std::vector<std::byte> pixels_;
};

}  // namespace lyap
