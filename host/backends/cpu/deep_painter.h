#pragma once

#include "host/color/deep_pixel.h"
#include "host/color/toning.h"
#include "host/spec/render_spec.h"
#include "kernels/cpu/row_kernels.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lyap {

/// Colouring with more than 8 bits a channel: makes pixels of exponents or periods that are in memory, wherever they
/// were computed. The places of exponents are those that palette_index() gives on every backend, so that the bytes are
/// the same everywhere. For one thread at a time; several threads can have one each.
class DeepPainter {
 public:
  /// The pixels by palette index, 1 to 65536. `precision`, kFloat or kDouble, is that of the exponents, `toning` says
  /// which index they have. Uses that many threads, 0 for all processors. Throws InvalidInput for another number of
  /// colours.
  DeepPainter(std::vector<DeepPixel> colors, Precision precision, int threads = 0, Toning toning = {});

  /// The pixels of exponents, none of them NaN, which lie where numbers of their type may; valid until the next call.
  std::span<const std::byte> paint(std::span<const std::byte> exponents);

  /// The pixels of periods, in map steps, of a sequence with so many letters (Plane::sequence_period()); valid until
  /// the next call.
  std::span<const std::byte> paint_periods(std::span<const std::uint32_t> periods, std::int32_t sequence_period);

 private:
  /// Has `make_indices(first, count, indices)` called for all pieces of `count` pixels, by all threads.
  template <class MakeIndices>
  std::span<const std::byte> paint_all(std::size_t count, const MakeIndices& make_indices);

  const RowKernels& kernels_;
  std::vector<DeepPixel> colors_;
  Precision precision_;
  Toning toning_;
  int threads_;
  std::vector<DeepPixel> pixels_;
};

}  // namespace lyap
