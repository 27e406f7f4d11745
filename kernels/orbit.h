#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"

namespace lyap {

/// The state of `kVectors` vectors of orbits, interleaved so that the latency of one hides behind the others: where the
/// orbits are, in the variable of a form (`kernels/recurrence.h`), and the product of the factors of all their states,
/// multiplied by powers of two; `scaling` is the sum of the biased exponents of those.
template <class Lane, int kVectors>
struct Orbits {
  typename Lane::Value state[kVectors];
  typename Lane::Value product[kVectors];
  typename Lane::Bits scaling[kVectors];

  LYAP_INLINE void restart_product() {
    for (int v = 0; v < kVectors; ++v) {
      product[v] = Lane::broadcast(1);
      scaling[v] = Lane::broadcast_bits(0);
    }
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

/// One map step of vector `v`. The product takes the factor of the state from before the step: that is then no later
/// than the step's own operations, which on AVX2 is worth a tenth of the time. Compilers must leave it at that: they
/// would move the steps of all vectors together and have no registers for what that leaves open.
template <class Recurrence, class Lane, int kVectors>
LYAP_INLINE void step(Orbits<Lane, kVectors>& orbits, int v, typename Lane::Value operand) {
  const auto before = orbits.state[v];
  orbits.product[v] = Recurrence::template multiply<Lane>(orbits.product[v], before);
  Lane::keep_in_order(orbits.product[v]);
  orbits.state[v] = Recurrence::template next<Lane>(before, operand);
  Lane::keep_in_order(orbits.state[v]);
}

}  // namespace lyap
