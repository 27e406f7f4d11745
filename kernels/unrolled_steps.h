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
      LYAP_UNROLL
      for (int left = List::kRoundSteps - 1; left > 0; --left) {
        if (left > lead) continue;
        steps_.step_of_period(orbits, kStart + List::kRoundSteps - left);
        if ((left - 1) % kChunk == 0) renormalize(orbits);
      }
    }

    LYAP_INLINE void rounds(Orbits<Lane, 1>& orbits, std::int32_t count) {
      // Nothing is asked for on the way through whole cycles.
      for (; place_ == 0 && count >= List::kCycleRounds; count -= List::kCycleRounds) {
        LYAP_UNROLL
        for (int place = 0; place < List::kCycleRounds; ++place) round(orbits, place);
      }
      while (count > 0) {
        LYAP_UNROLL
        for (int place = 0; place < List::kCycleRounds; ++place) {
          if (place < place_) continue;
          round(orbits, place);
          place_ = (place + 1) % List::kCycleRounds;
          if (--count == 0) return;
        }
      }
    }

    /// A period of the sequence, between two rounds. Only the z of the orbits mean something afterwards.
    LYAP_INLINE void period(Orbits<Lane, 1>& orbits) const {
      LYAP_UNROLL
      for (int i = 0; i < List::kPeriod; ++i) steps_.step_of_period(orbits, kStart + i);
    }

   private:
    static constexpr int kChunk = FloatFormat<T>::kStepsPerProduct;
    static_assert(List::kCycleRounds * List::kRoundSteps % kChunk == 0);

    LYAP_INLINE void round(Orbits<Lane, 1>& orbits, int place) const {
      LYAP_UNROLL
      for (int i = 0; i < List::kRoundSteps; ++i) {
        steps_.step_of_period(orbits, kStart + i);
        if ((place * List::kRoundSteps + i + 1) % kChunk == 0) renormalize(orbits);
      }
    }

    const UnrolledSteps& steps_;
    /// The next round, counted from the end of the last whole cycle.
    int place_ = 0;
  };

  LYAP_INLINE UnrolledSteps(const PlaneView<T>& plane, const PixelBlock& block) : plane_(plane), block_(block) {
    LYAP_UNROLL
    for (int t = 0; t < List::kTransitionCount; ++t) coefficients_[t].load(plane, List::transition(t), block);
  }

  LYAP_INLINE static constexpr bool has_transient() { return List::kHasTransient; }
  LYAP_INLINE auto transient() const { return Way<List::kTransientStart>(*this); }
  LYAP_INLINE auto sum() const { return Way<List::kSumStart>(*this); }

  /// One step along a transition of the plane, which need not be one of the period.
  LYAP_INLINE void step_along(Orbits<Lane, 1>& orbits, int transition) const {
    StepCoefficients<Lane, 1> made;
    made.load(plane_, plane_.transitions[transition], block_);
    take_step(orbits, made, transition >= plane_.first_change);
  }

 private:
  LYAP_INLINE static void take_step(Orbits<Lane, 1>& orbits, const StepCoefficients<Lane, 1>& made,
                                    bool changes_letter) {
    if (changes_letter) {
      step(orbits, 0, made.rho[0], made.k[0]);
    } else {
      step(orbits, 0, made.k[0]);
    }
  }

  LYAP_INLINE void step_of_period(Orbits<Lane, 1>& orbits, int n) const {
    const int transition = List::step(n % List::kPeriod);
    take_step(orbits, coefficients_[transition], List::transition(transition).changes_letter());
  }

  const PlaneView<T>& plane_;
  PixelBlock block_;
  StepCoefficients<Lane, 1> coefficients_[List::kTransitionCount];
};

}  // namespace lyap
