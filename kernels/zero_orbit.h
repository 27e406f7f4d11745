#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/pixel_block.h"
#include "kernels/plane_view.h"

#include <cstddef>

namespace lyap {

// Orbits that come to x = 0 exactly stay there, on a fixed point that is mostly a repelling one: in floating point the
// scaled form would be pushed off it. Where the plane has such orbits, it tells of each side's rates what is needed to
// know them; their exponents are means of ln|r|, which are sums of a number of the column and one of the row.

/// 0 for orbits of vector `v` that do not fall on x = 0; 1 for those that do; 2 for those of them that are at x = ½ in
/// the sum before. It is what the pixel's row has for the kind of rate that its column has.
template <class Lane>
LYAP_INLINE typename Lane::Value zero_orbit_class(const PlaneView<typename Lane::Scalar>& plane,
                                                  const PixelBlock& block, int v) {
  auto found = Lane::broadcast(0);
  for (int kind = 0; kind < PlaneView<typename Lane::Scalar>::kRateKinds; ++kind) {
    const auto* column_is = plane.columns.rate_kinds + static_cast<std::ptrdiff_t>(kind) * plane.columns.stride;
    const auto* row_class = plane.rows.rate_kinds + static_cast<std::ptrdiff_t>(kind) * plane.rows.stride;
    found = Lane::fma(Lane::load(column_is + block.column), Lane::broadcast(row_class[block.row_of(v)]), found);
  }
  return found;
}

/// Whether any orbit of vector `v` may fall on x = 0. Few rows have such orbits: the others have hardly any work.
template <class T>
LYAP_INLINE bool may_fall_on_zero(const PlaneView<T>& plane, const PixelBlock& block, int v) {
  if (plane.columns.rate_kinds == nullptr) return false;
  const T* row_class = plane.rows.rate_kinds + block.row_of(v);
  T sum = 0;
  for (int kind = 0; kind < PlaneView<T>::kRateKinds; ++kind) {
    sum += row_class[static_cast<std::ptrdiff_t>(kind) * plane.rows.stride];
  }
  return sum > 0;
}

/// Which orbits of vector `v` fall on x = 0.
template <class Lane>
LYAP_INLINE typename Lane::Mask falls_on_zero(const PlaneView<typename Lane::Scalar>& plane, const PixelBlock& block,
                                              int v) {
  if (!may_fall_on_zero(plane, block, v)) return Lane::no_lanes();
  return Lane::less(Lane::broadcast(0), zero_orbit_class<Lane>(plane, block, v));
}

/// The exponents of the orbits of vector `v` that fall on x = 0, and `exponent` for the others.
template <class Lane>
LYAP_SELDOM typename Lane::Value exponents_of_zero_orbits(const PlaneView<typename Lane::Scalar>& plane,
                                                          const PixelBlock& block, int v,
                                                          typename Lane::Value exponent) {
  using T = typename Lane::Scalar;
  const auto found = zero_orbit_class<Lane>(plane, block, v);
  const auto mean = Lane::add(Lane::load(plane.columns.mean_logarithms + block.column),
                              Lane::broadcast(plane.rows.mean_logarithms[block.row_of(v)]));
  const auto own =
      Lane::select(Lane::less(Lane::broadcast(1), found), Lane::broadcast(-FloatFormat<T>::kInfinity), mean);
  return Lane::select(Lane::less(Lane::broadcast(0), found), own, exponent);
}

/// `exponent`, but for orbits of vector `v` that fall on x = 0 their own.
template <class Lane>
LYAP_INLINE typename Lane::Value with_zero_orbits(const PlaneView<typename Lane::Scalar>& plane,
                                                  const PixelBlock& block, int v, typename Lane::Value exponent) {
  if (!may_fall_on_zero(plane, block, v)) return exponent;
  return exponents_of_zero_orbits<Lane>(plane, block, v, exponent);
}

}  // namespace lyap
