#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"

namespace lyap {

/// The state of `kVectors` vectors of orbits, interleaved so that the latency of one hides behind the others.
///
/// With half rates h = r/2 and y = 1 − 2x the map is yₙ = hₙ·yₙ₋₁² + (1 − hₙ). The state is zₙ = hₙ₊₁·yₙ, for which
/// a step from letter p to letter q is z' = (h_q/h_p)·z² + h_q·(1 − h_p), and 2z' is the derivative of the map up to
/// a factor that cancels over the orbit. The product of the z is kept as `product`, which has been multiplied by powers
/// of two; `scaling` is the sum of their biased exponents.
template <class Lane, int kVectors>
struct Orbits {
  typename Lane::Value z[kVectors];
  typename Lane::Value product[kVectors];
  typename Lane::Bits scaling[kVectors];

  LYAP_INLINE void restart_product() {
    for (int v = 0; v < kVectors; ++v) {
      product[v] = Lane::broadcast(1);
      scaling[v] = Lane::broadcast_bits(0);
    }
  }

  LYAP_INLINE void multiply_product() {
    for (int v = 0; v < kVectors; ++v) product[v] = Lane::mul(product[v], z[v]);
  }

  /// Multiplies the product by the power of two with the exponent bits `scale_bits` and notes that beside it. To add is
  /// one instruction on GPUs, to subtract two.
  LYAP_INLINE void scale_product(int v, typename Lane::Bits scale_bits) {
    product[v] = Lane::mul(product[v], Lane::from_bits(scale_bits));
    const auto scale_exponent =
        Lane::template shift_right<FloatFormat<typename Lane::Scalar>::kMantissaBits>(scale_bits);
    scaling[v] = Lane::add_bits(scaling[v], scale_exponent);
  }
};

/// Moves the binary exponent of the product, but for its last bit, into the integer beside it; the product ends in
/// [1, 4). With E the biased exponent, one and-not of bits makes the scale 2^(bias − E) or 2^(bias − E + 1), by which
/// multiplying is exact. Zero stays zero, and infinity becomes NaN and stays so.
template <class Lane, int kVectors>
LYAP_INLINE void renormalize(Orbits<Lane, kVectors>& orbits) {
  const auto mask = Lane::broadcast_bits(FloatFormat<typename Lane::Scalar>::kEvenExponentMask);
  for (int v = 0; v < kVectors; ++v) {
    orbits.scale_product(v, Lane::and_not_bits(Lane::to_bits(orbits.product[v]), mask));
  }
}

/// The same with all of the exponent: the product ends in [2, 4). Of zero the scale would be infinite without the
/// limit, which the last bit spares renormalize().
template <class Lane, int kVectors>
LYAP_INLINE void renormalize_fully(Orbits<Lane, kVectors>& orbits) {
  using Format = FloatFormat<typename Lane::Scalar>;
  const auto mask = Lane::broadcast_bits(Format::kExponentMask);
  const auto largest = Lane::broadcast(Format::kLargestPowerOfTwo);
  for (int v = 0; v < kVectors; ++v) {
    const auto scale_bits = Lane::and_not_bits(Lane::to_bits(orbits.product[v]), mask);
    orbits.scale_product(v, Lane::to_bits(Lane::min(Lane::from_bits(scale_bits), largest)));
  }
}

/// One map step of vector `v` within a run of equal letters. The product takes the z from before the step: it is then
/// no later than the step's own operations, which on AVX2 is worth a tenth of the time.
template <class Lane, int kVectors>
LYAP_INLINE void step(Orbits<Lane, kVectors>& orbits, int v, typename Lane::Value k) {
  const auto z = orbits.z[v];
  orbits.z[v] = Lane::fma(z, z, k);
  orbits.product[v] = Lane::mul(orbits.product[v], z);
}

/// One map step where the letter changes.
template <class Lane, int kVectors>
LYAP_INLINE void step(Orbits<Lane, kVectors>& orbits, int v, typename Lane::Value rho, typename Lane::Value k) {
  const auto z = orbits.z[v];
  const auto scaled = Lane::mul(rho, z);
  orbits.product[v] = Lane::mul(orbits.product[v], z);
  orbits.z[v] = Lane::fma(scaled, z, k);
}

}  // namespace lyap
