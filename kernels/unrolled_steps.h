#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/orbit.h"
#include "kernels/pixel_block.h"
#include "kernels/plane_view.h"
#include "kernels/scalar_lane.h"

#include <cstdint>

namespace lyap {

/// Steps of the one sequence that `List` holds as constants, for one pixel: no list is read, no coefficient looked up,
/// and the compiler sees where in the sequence and in the product's chunk every step is. Same bits as ListedSteps.
///
/// A List has, all constexpr:
///   int kPeriod, kRoundSteps           as PlaneView has them;
///   int kCycleRounds                   rounds after which a chunk of the product ends together with a round;
///   int kTransientStart, kSumStart     where in the period the rounds of the transient and of the sum begin;
///   bool kHasTransient
///   int kTransitionCount               the transitions of a period alone;
///   Transition transition(int t)
///   int step(int n)                    the transition of step n of the period.
template <class T, class List>
class UnrolledSteps {
 public:
  using Lane = ScalarLane<T>;

  /// A way along the sequence whose rounds begin at a place of the period.
  template <int kStart>
  class Way {
   public:
    LYAP_INLINE explicit Way(const UnrolledSteps& steps) : steps_(steps) {}

    /// The steps before the first round. The product is renormalized at their end, and every kStepsPerProduct steps
    /// before and after it.
    LYAP_INLINE void lead_in(Orbits<Lane, 1>& orbits, std::int32_t lead) {
      lead_in_between<0, List::kRoundSteps>(orbits, lead);
    }

    LYAP_INLINE void rounds(Orbits<Lane, 1>& orbits, std::int32_t count) {
      // Nothing is asked for on the way through whole cycles.
      for (; place_ == 0 && count >= List::kCycleRounds; count -= List::kCycleRounds) {
        steps<0, List::kCycleRounds * List::kRoundSteps>(orbits);
      }
      while (count > 0) rounds_from<0>(orbits, count);
    }

    /// A period of the sequence, between two rounds. Only the z of the orbits mean something afterwards.
    LYAP_INLINE void period(Orbits<Lane, 1>& orbits) const { steps<0, List::kPeriod>(orbits); }

   private:
    static constexpr int kChunk = FloatFormat<T>::kStepsPerProduct;
    static_assert(List::kCycleRounds * List::kRoundSteps % kChunk == 0);

    /// Step `kStep` of a cycle of rounds.
    template <int kStep>
    LYAP_INLINE void step(Orbits<Lane, 1>& orbits) const {
      steps_.template step_of_period<(kStart + kStep) % List::kPeriod>(orbits);
    }

    /// Steps [kFirst, kEnd) of a cycle of rounds.
    template <int kFirst, int kEnd>
    LYAP_INLINE void steps(Orbits<Lane, 1>& orbits) const {
      if constexpr (kEnd - kFirst > 1) {
        constexpr int kMiddle = (kFirst + kEnd) / 2;
        steps<kFirst, kMiddle>(orbits);
        steps<kMiddle, kEnd>(orbits);
      } else {
        step<kFirst>(orbits);
        if constexpr (kEnd % kChunk == 0) renormalize(orbits);
      }
    }

    /// The rounds from place kPlace of a cycle to its end, as far as they are next and wanted.
    template <int kPlace>
    LYAP_INLINE void rounds_from(Orbits<Lane, 1>& orbits, std::int32_t& count) {
      if constexpr (kPlace < List::kCycleRounds) {
        if (kPlace >= place_) {
          steps<kPlace * List::kRoundSteps, (kPlace + 1) * List::kRoundSteps>(orbits);
          place_ = (kPlace + 1) % List::kCycleRounds;
          if (--count == 0) return;
        }
        rounds_from<kPlace + 1>(orbits, count);
      }
    }

    /// Steps [kFirst, kEnd) of a round, as far as they are among the last `lead`, which lie before the rounds.
    template <int kFirst, int kEnd>
    LYAP_INLINE void lead_in_between(Orbits<Lane, 1>& orbits, std::int32_t lead) const {
      if constexpr (kEnd - kFirst > 1) {
        constexpr int kMiddle = (kFirst + kEnd) / 2;
        lead_in_between<kFirst, kMiddle>(orbits, lead);
        lead_in_between<kMiddle, kEnd>(orbits, lead);
      } else {
        constexpr int kLeft = List::kRoundSteps - kFirst;
        if (kLeft > lead) return;
        step<kFirst>(orbits);
        if constexpr ((kLeft - 1) % kChunk == 0) renormalize(orbits);
      }
    }

    const UnrolledSteps& steps_;
    /// The next round, counted from the end of the last whole cycle.
    int place_ = 0;
  };

  LYAP_INLINE UnrolledSteps(const PlaneView<T>& plane, const PixelBlock& block) : plane_(plane), block_(block) {
    load_from<0>();
  }

  LYAP_INLINE static constexpr bool has_transient() { return List::kHasTransient; }
  LYAP_INLINE auto transient() const { return Way<List::kTransientStart>(*this); }
  LYAP_INLINE auto sum() const { return Way<List::kSumStart>(*this); }

  /// One step along a transition of the plane, which need not be one of the period.
  LYAP_INLINE void step_along(Orbits<Lane, 1>& orbits, int transition) const {
    StepCoefficients<Lane, 1> made;
    made.load(plane_, plane_.transitions[transition], block_);
    if (transition < plane_.first_change) {
      step(orbits, 0, made.k[0]);
    } else {
      step(orbits, 0, made.rho[0], made.k[0]);
    }
  }

 private:
  template <int kFrom>
  LYAP_INLINE void load_from() {
    if constexpr (kFrom < List::kTransitionCount) {
      coefficients_[kFrom].load(plane_, List::transition(kFrom), block_);
      load_from<kFrom + 1>();
    }
  }

  template <int kStep>
  LYAP_INLINE void step_of_period(Orbits<Lane, 1>& orbits) const {
    constexpr int kTransition = List::step(kStep);
    const auto& [k, rho] = coefficients_[kTransition];
    if constexpr (List::transition(kTransition).changes_letter()) {
      step(orbits, 0, rho[0], k[0]);
    } else {
      step(orbits, 0, k[0]);
    }
  }

  const PlaneView<T>& plane_;
  PixelBlock block_;
  StepCoefficients<Lane, 1> coefficients_[List::kTransitionCount];
};

}  // namespace lyap
