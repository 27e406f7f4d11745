#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/orbit.h"
#include "kernels/pixel_block.h"
#include "kernels/plane_view.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Rows of scratch memory, of kStride numbers each, that ListedSteps needs.
template <class T>
LYAP_INLINE std::int64_t scratch_rows(const PlaneView<T>& plane) {
  return 2 * static_cast<std::int64_t>(plane.transition_count);
}

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

/// Steps of any sequence, as the plane lists them.
template <class Lane, int kVectors, int kStride>
class ListedSteps {
 public:
  using Scalar = typename Lane::Scalar;

  /// A way along the list that begins at a place in it. All pixels that are computed side by side are equally far.
  class Way {
   public:
    LYAP_INLINE Way(const ListedSteps& steps, std::int32_t position) : steps_(steps), position_(position) {}

    /// The steps before the first round. The product is renormalized at their end, and every kStepsPerProduct steps
    /// before and after it.
    LYAP_INLINE void lead_in(Orbits<Lane, kVectors>& orbits, std::int32_t lead) {
      if (lead > 0) until_renormalized_ = (lead - 1) % kChunk + 1;
      advance(orbits, lead);
    }

    LYAP_INLINE void rounds(Orbits<Lane, kVectors>& orbits, std::int32_t count) {
      advance(orbits, std::int64_t{count} * steps_.plane_.round_steps);
    }

    /// A period of the sequence, between two rounds. Only the z of the orbits mean something afterwards.
    LYAP_INLINE void period(Orbits<Lane, kVectors>& orbits) { advance(orbits, steps_.plane_.sequence_period); }

   private:
    static constexpr std::int32_t kChunk = FloatFormat<Scalar>::kStepsPerProduct;

    LYAP_INLINE void advance(Orbits<Lane, kVectors>& orbits, std::int64_t count) {
      while (count > 0) {
        const std::int32_t stretch =
            count < until_renormalized_ ? static_cast<std::int32_t>(count) : until_renormalized_;
        const std::uint16_t* list = steps_.plane_.steps + position_;
        for (int i = 0; i < stretch; ++i) steps_.step_along(orbits, list[i]);
        count -= stretch;
        position_ += stretch;
        if (position_ >= steps_.plane_.step_period) position_ -= steps_.plane_.step_period;
        until_renormalized_ -= stretch;
        if (until_renormalized_ > 0) continue;
        renormalize(orbits);
        until_renormalized_ = kChunk;
      }
    }

    const ListedSteps& steps_;
    std::int32_t position_;
    std::int32_t until_renormalized_ = kChunk;
  };

  /// Makes the coefficients of a block of pixels; `scratch` lends scratch_rows() rows of `kStride` numbers, of which a
  /// run of kVectors·kLanes is touched.
  LYAP_INLINE ListedSteps(const PlaneView<Scalar>& plane, const PixelBlock& block, Scalar* scratch)
      : plane_(plane), coefficients_{scratch} {
    for (int t = 0; t < plane.transition_count; ++t) {
      StepCoefficients<Lane, kVectors> made;
      made.load(plane, plane.transitions[t], block);
      Scalar* k = coefficients_.of(t);
      for (int v = 0; v < kVectors; ++v) Lane::store(made.k[v], k + v * Lane::kLanes);
      if (t < plane.first_change) continue;
      for (int v = 0; v < kVectors; ++v) Lane::store(made.rho[v], k + kStride + v * Lane::kLanes);
    }
  }

  LYAP_INLINE bool has_transient() const { return plane_.transient.lead > 0 || plane_.transient.rounds > 0; }
  LYAP_INLINE Way transient() const { return Way(*this, 0); }
  LYAP_INLINE Way sum() const { return Way(*this, plane_.sum_position); }

  /// One step along a transition.
  LYAP_INLINE void step_along(Orbits<Lane, kVectors>& orbits, int transition) const {
    const Scalar* k = coefficients_.of(transition);
    const Scalar* rho = k + kStride;
    if (transition < plane_.first_change) {
      for (int v = 0; v < kVectors; ++v) step(orbits, v, Lane::load(k + v * Lane::kLanes));
    } else {
      for (int v = 0; v < kVectors; ++v) {
        step(orbits, v, Lane::load(rho + v * Lane::kLanes), Lane::load(k + v * Lane::kLanes));
      }
    }
  }

 private:
  const PlaneView<Scalar>& plane_;
  Coefficients<Lane, kStride> coefficients_;
};

}  // namespace lyap
