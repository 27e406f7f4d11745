#pragma once

#include "kernels/float_format.h"
#include "kernels/host_device.h"
#include "kernels/orbit.h"
#include "kernels/pixel_block.h"
#include "kernels/plane_view.h"
#include "kernels/recurrence.h"
#include "kernels/scalar_lane.h"

#include <cstdint>

namespace lyap {

/// Steps of a sequence of the one period that `List` holds as a constant, in the scaled form, for one pixel: no list is
/// read, every operand has its registers, and the compiler sees where in the product's chunk every step is. Same bits
/// as ListedSteps.
///
/// A List has, all constexpr:
///   int kPeriod, kRoundSteps           as PlaneView has them;
///   int kCycleRounds                   rounds after which a chunk of the product ends together with a round;
///   bool kHasTransient
///   int kTransientStart, kSumStart     where in the period the rounds of the transient and of the sum begin;
///   int kFirstStep                     the step of the period that the sum begins with.
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

    /// Calls `visit(0, operand)` for each step of the period that comes next.
    template <class Visit>
    LYAP_INLINE void visit_period(Visit& visit) const {
      visit_from<0>(visit);
    }

   private:
    static constexpr int kChunk = FloatFormat<T>::kStepsPerProduct;
    static_assert(List::kCycleRounds * List::kRoundSteps % kChunk == 0);

    /// Step `kStep` of a cycle of rounds.
    template <int kStep>
    LYAP_INLINE void step(Orbits<Lane, 1>& orbits) const {
      steps_.template step_of_period<(kStart + kStep) % List::kPeriod>(orbits);
    }

    template <int kStep, class Visit>
    LYAP_INLINE void visit_from(Visit& visit) const {
      if constexpr (kStep < List::kPeriod) {
        visit(0, steps_.operands_[(kStart + kStep) % List::kPeriod]);
        visit_from<kStep + 1>(visit);
      }
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
    make_operands_from<0>();
  }

  /// Puts the orbit where it begins.
  LYAP_INLINE void start(Orbits<Lane, 1>& orbits) const {
    make_operands<Lane, 1>(plane_, List::kPeriod, block_, orbits.state);
  }

  LYAP_INLINE static constexpr bool has_transient() { return List::kHasTransient; }
  LYAP_INLINE auto transient() const { return Way<List::kTransientStart>(*this); }

  /// The first step of the sum, which its product does not know.
  LYAP_INLINE void begin_sum(Orbits<Lane, 1>& orbits) const {
    step_of_period<List::kFirstStep>(orbits);
    orbits.restart_product();
  }

  LYAP_INLINE auto sum() const { return Way<List::kSumStart>(*this); }

 private:
  template <int kFrom>
  LYAP_INLINE void make_operands_from() {
    if constexpr (kFrom < List::kPeriod) {
      make_operands<Lane, 1>(plane_, kFrom, block_, operands_ + kFrom);
      make_operands_from<kFrom + 1>();
    }
  }

  template <int kStep>
  LYAP_INLINE void step_of_period(Orbits<Lane, 1>& orbits) const {
    step<ScaledForm>(orbits, 0, operands_[kStep]);
  }

  const PlaneView<T>& plane_;
  PixelBlock block_;
  typename Lane::Value operands_[List::kPeriod];
};

}  // namespace lyap
