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
LYAP_INLINE std::int32_t scratch_rows(const PlaneView<T>& plane) {
  return plane.slot_count;
}

/// Steps of any sequence, as the plane lists them. Operands lie in memory that the caller lends: those of a slot's
/// `kVectors` vectors of pixels side by side, those of the next slot `kStride` numbers on. SIMD code packs its pixels;
/// the threads of a CUDA block interleave theirs.
template <class Recurrence, class Lane, int kVectors, int kStride>
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

    /// Calls `visit(v, operand)` for each step of the period that comes next, and each of the vectors.
    template <class Visit>
    LYAP_INLINE void visit_period(Visit& visit) const {
      for (std::int32_t n = 0; n < steps_.plane_.sequence_period; ++n) {
        const std::uint16_t* list = steps_.plane_.steps + (position_ + n) % steps_.plane_.step_period;
        for (int v = 0; v < kVectors; ++v) visit(v, steps_.operand(*list, v));
      }
    }

   private:
    static constexpr std::int32_t kChunk = FloatFormat<Scalar>::kStepsPerProduct;

    LYAP_INLINE void advance(Orbits<Lane, kVectors>& orbits, std::int64_t count) {
      while (count > 0) {
        const std::int32_t stretch =
            count < until_renormalized_ ? static_cast<std::int32_t>(count) : until_renormalized_;
        const std::uint16_t* list = steps_.plane_.steps + position_;
        if constexpr (!Lane::kUnrollsSteps) {
          steps_.steps_in_loop(orbits, list, stretch);
        } else if (stretch == kChunk) {
          steps_.template steps<kChunk>(orbits, list);
        } else {
          steps_.template steps_below<kChunk>(orbits, list, stretch);
        }
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

  /// Makes the operands of a block of pixels; `scratch` lends scratch_rows() rows of `kStride` numbers, of which a run
  /// of kVectors·kLanes is touched.
  LYAP_INLINE ListedSteps(const PlaneView<Scalar>& plane, const PixelBlock& block, Scalar* scratch)
      : plane_(plane), block_(block), operands_(scratch) {
    for (int slot = 0; slot < plane.slot_count; ++slot) {
      typename Lane::Value made[kVectors];
      make_operands<Lane, kVectors>(plane, slot, block, made);
      for (int v = 0; v < kVectors; ++v) Lane::store(made[v], address_of(slot) + v * Lane::kLanes);
    }
  }

  /// Puts orbits where they begin.
  LYAP_INLINE void start(Orbits<Lane, kVectors>& orbits) const {
    make_operands<Lane, kVectors>(plane_, plane_.slot_count, block_, orbits.state);
  }

  LYAP_INLINE bool has_transient() const { return plane_.transient.lead > 0 || plane_.transient.rounds > 0; }
  LYAP_INLINE Way transient() const { return Way(*this, 0); }

  /// The first step of the sum, which its product does not know.
  LYAP_INLINE void begin_sum(Orbits<Lane, kVectors>& orbits) const {
    step_to(orbits, plane_.steps[plane_.sum_position]);
    orbits.restart_product();
  }

  /// The way behind the first step of the sum.
  LYAP_INLINE Way sum() const { return Way(*this, (plane_.sum_position + 1) % plane_.step_period); }

 private:
  LYAP_INLINE Scalar* address_of(int slot) const { return operands_ + static_cast<std::ptrdiff_t>(slot) * kStride; }

  LYAP_INLINE typename Lane::Value operand(int slot, int v) const {
    return Lane::load(address_of(slot) + v * Lane::kLanes);
  }

  LYAP_INLINE void step_to(Orbits<Lane, kVectors>& orbits, int slot) const {
    const Scalar* operands = address_of(slot);
    for (int v = 0; v < kVectors; ++v) step<Recurrence>(orbits, v, Lane::load(operands + v * Lane::kLanes));
  }

  /// The steps of the first `count` entries of the list.
  LYAP_INLINE void steps_in_loop(Orbits<Lane, kVectors>& orbits, const std::uint16_t* list, std::int32_t count) const {
    LYAP_NO_UNROLL
    for (const std::uint16_t* end = list + count; list != end; ++list) step_to(orbits, *list);
  }

  /// The steps of the first kCount entries of the list, written out.
  template <int kCount>
  LYAP_INLINE void steps(Orbits<Lane, kVectors>& orbits, const std::uint16_t* list) const {
    if constexpr (kCount == 1) {
      step_to(orbits, *list);
    } else {
      steps<kCount / 2>(orbits, list);
      steps<kCount - kCount / 2>(orbits, list + kCount / 2);
    }
  }

  /// The steps of the first `count` entries of the list, fewer than kLimit.
  template <int kLimit>
  LYAP_INLINE void steps_below(Orbits<Lane, kVectors>& orbits, const std::uint16_t* list, std::int32_t count) const {
    if constexpr (kLimit > 1) {
      constexpr int kHalf = (kLimit + 1) / 2;
      if (count >= kHalf) {
        steps<kHalf>(orbits, list);
        list += kHalf;
        count -= kHalf;
      }
      steps_below<kHalf>(orbits, list, count);
    }
  }

  const PlaneView<Scalar>& plane_;
  PixelBlock block_;
  Scalar* operands_;
};

}  // namespace lyap
