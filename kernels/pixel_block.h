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

/// The entries of a letter for the pixels of a block in one of the plane's pairs of tables.
template <class Lane, int kVectors>
LYAP_INLINE void load_entries(const PlaneView<typename Lane::Scalar>& plane, const typename Lane::Scalar* column_table,
                              const typename Lane::Scalar* row_table, int letter, const PixelBlock& block,
                              typename Lane::Value* entries) {
  if (letter == plane.horizontal_letter) {
    const auto entry = Lane::load(column_table + block.column);
    for (int v = 0; v < kVectors; ++v) entries[v] = entry;
  } else {
    const auto* letter_table = row_table + static_cast<std::ptrdiff_t>(plane.row_table(letter)) * plane.row_stride;
    for (int v = 0; v < kVectors; ++v) entries[v] = Lane::broadcast(letter_table[block.row_of(v)]);
  }
}

template <class Lane, int kVectors>
LYAP_INLINE void load_half_rates(const PlaneView<typename Lane::Scalar>& plane, int letter, const PixelBlock& block,
                                 typename Lane::Value* half_rates) {
  load_entries<Lane, kVectors>(plane, plane.column_half_rates, plane.row_half_rates, letter, block, half_rates);
}

/// The coefficients of a step from letter p to letter q: k = h_q·(1 − h_p) and rho = h_q·(1/h_p), which is 1 between
/// equal letters.
template <class Lane, int kVectors>
struct StepCoefficients {
  typename Lane::Value k[kVectors];
  typename Lane::Value rho[kVectors];

  LYAP_INLINE void load(const PlaneView<typename Lane::Scalar>& plane, Transition transition, const PixelBlock& block) {
    const auto one = Lane::broadcast(static_cast<typename Lane::Scalar>(1));
    typename Lane::Value from[kVectors];
    typename Lane::Value to[kVectors];
    load_half_rates<Lane, kVectors>(plane, transition.from, block, from);
    load_half_rates<Lane, kVectors>(plane, transition.to, block, to);
    for (int v = 0; v < kVectors; ++v) k[v] = Lane::mul(to[v], Lane::sub(one, from[v]));
    for (int v = 0; v < kVectors; ++v) rho[v] = one;
    if (!transition.changes_letter()) return;
    typename Lane::Value inverse[kVectors];
    load_entries<Lane, kVectors>(plane, plane.column_inverses, plane.row_inverses, transition.from, block, inverse);
    for (int v = 0; v < kVectors; ++v) rho[v] = Lane::mul(to[v], inverse[v]);
  }
};

}  // namespace lyap
