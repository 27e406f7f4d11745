#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/plane_view.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Where the coefficients of a transition lie, for `kVectors` vectors of pixels, in memory that the caller lends: `k`
/// of every vector, then `rho` of every vector from `kStride` numbers on. SIMD code packs its pixels; the threads of
/// a CUDA block interleave theirs.
template <class Lane, int kStride>
struct Coefficients {
  typename Lane::Scalar* memory;

  LYAP_INLINE typename Lane::Scalar* of(int transition) const {
    return memory + static_cast<std::ptrdiff_t>(transition) * (std::ptrdiff_t{2} * kStride);
  }
};

/// The state of `kVectors` vectors of orbits, interleaved so that the latency of one hides behind the others.
///
/// With half rates h = r/2 and y = 1 − 2x the map is yₙ = hₙ·yₙ₋₁² + (1 − hₙ). The state is zₙ = hₙ₊₁·yₙ, for which
/// a step from letter p to letter q is z' = (h_q/h_p)·z² + h_q·(1 − h_p), and 2z' is the derivative of the map up to
/// a factor that cancels over the orbit. The product of the z is kept as `product`, times a power of two in `exponent`.
template <class Lane, int kVectors>
struct Orbits {
  typename Lane::Value z[kVectors];
  typename Lane::Value product[kVectors];
  typename Lane::Bits exponent[kVectors];

  LYAP_INLINE void restart_product() {
    for (int v = 0; v < kVectors; ++v) {
      product[v] = Lane::broadcast(1);
      exponent[v] = Lane::broadcast_bits(0);
    }
  }

  LYAP_INLINE void multiply_product() {
    for (int v = 0; v < kVectors; ++v) product[v] = Lane::mul(product[v], z[v]);
  }
};

/// Moves the binary exponent of the product into the integer beside it. With E the biased exponent, one and-not of
/// bits makes the scale 2^(bias + 1 − E), by which multiplying is exact; the product ends in [2, 4). Zero stays zero,
/// and infinity becomes NaN and stays so. `exponent` runs behind by kBias a call.
template <class Lane, int kVectors>
LYAP_INLINE void renormalize(Orbits<Lane, kVectors>& orbits) {
  using Format = FloatFormat<typename Lane::Scalar>;
  const auto mask = Lane::broadcast_bits(Format::kExponentMask);
  const auto largest = Lane::broadcast(Format::kLargestPowerOfTwo);
  for (int v = 0; v < kVectors; ++v) {
    const auto scale_bits = Lane::and_not_bits(Lane::to_bits(orbits.product[v]), mask);
    const auto scale = Lane::min(Lane::from_bits(scale_bits), largest);
    orbits.product[v] = Lane::mul(orbits.product[v], scale);
    const auto scale_exponent = Lane::template shift_right<Format::kMantissaBits>(Lane::to_bits(scale));
    orbits.exponent[v] = Lane::sub_bits(orbits.exponent[v], scale_exponent);
  }
}

/// The z after a step within a run of equal letters, and after one where the letter changes.
template <class Lane>
LYAP_INLINE typename Lane::Value next_z(typename Lane::Value z, typename Lane::Value k) {
  return Lane::fma(z, z, k);
}

template <class Lane>
LYAP_INLINE typename Lane::Value next_z(typename Lane::Value z, typename Lane::Value rho, typename Lane::Value k) {
  return Lane::fma(Lane::mul(rho, z), z, k);
}

/// One map step of all orbits. The product takes the z from before the step: it is then no later than the step's own
/// operations, which on AVX2 is worth a tenth of the time.
template <class Lane, int kVectors, int kStride>
LYAP_INLINE void step(Orbits<Lane, kVectors>& orbits, const Coefficients<Lane, kStride>& coefficients, int transition,
                      int first_change) {
  const typename Lane::Scalar* k = coefficients.of(transition);
  const typename Lane::Scalar* rho = k + kStride;
  if (transition < first_change) {
    for (int v = 0; v < kVectors; ++v) {
      const auto z = orbits.z[v];
      orbits.z[v] = next_z<Lane>(z, Lane::load(k + v * Lane::kLanes));
      orbits.product[v] = Lane::mul(orbits.product[v], z);
    }
  } else {
    for (int v = 0; v < kVectors; ++v) {
      const auto z = orbits.z[v];
      const auto scaled = Lane::mul(Lane::load(rho + v * Lane::kLanes), z);
      orbits.product[v] = Lane::mul(orbits.product[v], z);
      orbits.z[v] = Lane::fma(scaled, z, Lane::load(k + v * Lane::kLanes));
    }
  }
}

/// How far an orbit has come: its place in the list of steps, and when its product is renormalized next. All pixels
/// that are computed side by side are equally far.
template <class T>
struct Progress {
  std::int32_t position = 0;
  std::int32_t until_renormalized = FloatFormat<T>::kStepsPerProduct;
  std::int32_t renormalizations = 0;
};

/// Does `count` periodic steps, 0 or more. The product is renormalized every kStepsPerProduct steps, whatever the
/// pieces that an orbit is advanced in.
template <class Lane, int kVectors, int kStride>
LYAP_INLINE void advance(Orbits<Lane, kVectors>& orbits, const Coefficients<Lane, kStride>& coefficients,
                         const PlaneView<typename Lane::Scalar>& plane, std::int64_t count,
                         Progress<typename Lane::Scalar>& progress) {
  while (count > 0) {
    const std::int32_t stretch =
        count < progress.until_renormalized ? static_cast<std::int32_t>(count) : progress.until_renormalized;
    const std::uint16_t* steps = plane.steps + progress.position;
    for (int i = 0; i < stretch; ++i) step(orbits, coefficients, steps[i], plane.first_change);
    count -= stretch;
    progress.position += stretch;
    if (progress.position >= plane.step_period) progress.position -= plane.step_period;
    progress.until_renormalized -= stretch;
    if (progress.until_renormalized > 0) continue;
    renormalize(orbits);
    ++progress.renormalizations;
    progress.until_renormalized = FloatFormat<typename Lane::Scalar>::kStepsPerProduct;
  }
}

}  // namespace lyap
