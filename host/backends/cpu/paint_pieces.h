#pragma once

#include "host/base/tbb_order.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace lyap {

/// Has `paint_piece(first, count, indices)` called for all pieces of `count` pixels, by `threads` threads (0 for all
/// processors); `indices` lends memory for the palette indices of a piece. `painter` is what they work for: what it
/// wrote before, all of them see.
template <class PaintPiece>
void paint_pieces(void* painter, int threads, std::size_t count, const PaintPiece& paint_piece) {
  // Pixels whose indices stay in the nearest cache, and whose work is large beside the handing out of it.
  constexpr std::size_t kPiece = 4096;
  const std::size_t pieces = (count + kPiece - 1) / kPiece;
  handed_over(painter);
  tbb::task_arena(threads > 0 ? threads : tbb::task_arena::automatic).execute([&] {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, pieces), [&](const tbb::blocked_range<std::size_t>& part) {
      taken_over(painter);
      std::array<std::uint16_t, kPiece> indices;
      for (std::size_t piece = part.begin(); piece != part.end(); ++piece) {
        const std::size_t first = piece * kPiece;
        paint_piece(first, std::min(kPiece, count - first), indices.data());
      }
      handed_over(painter);
    });
  });
  taken_over(painter);
}

}  // namespace lyap
