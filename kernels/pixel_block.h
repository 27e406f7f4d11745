#pragma once

#include "kernels/host_device.h"
#include "kernels/plane_view.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Pixels that are computed side by side: vector v of them is kLanes columns from `column` on in row `row + v`, or once
/// more the last row where that would lie below it.
struct PixelBlock {
  std::int32_t column;
  std::int32_t row;
  std::int32_t last_row;

  LYAP_INLINE std::int32_t row_of(int v) const { return row + v < last_row ? row + v : last_row; }
};

/// The operands of a slot for the pixels of a block: the products of a factor of the column and one of the row, each
/// the sum of two numbers, rounded once but for the product of the two rests.
template <class Lane, int kVectors>
LYAP_INLINE void make_operands(const PlaneView<typename Lane::Scalar>& plane, int slot, const PixelBlock& block,
                               typename Lane::Value* operands) {
  const auto first = static_cast<std::ptrdiff_t>(slot) * kFactorParts;
  const auto* column_factors = plane.columns.factors + first * plane.columns.stride + block.column;
  const auto* row_factors = plane.rows.factors + first * plane.rows.stride;
  const auto column = Lane::load(column_factors);
  const auto column_rest = Lane::load(column_factors + plane.columns.stride);
  for (int v = 0; v < kVectors; ++v) {
    const auto row = Lane::broadcast(row_factors[block.row_of(v)]);
    const auto row_rest = Lane::broadcast(row_factors[plane.rows.stride + block.row_of(v)]);
    operands[v] = Lane::fma(column, row, Lane::fma(column, row_rest, Lane::mul(column_rest, row)));
  }
}

}  // namespace lyap
