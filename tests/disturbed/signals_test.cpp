#include "tests/disturbed/disturbance.h"
#include "tests/disturbed/undisturbed.h"
#include "tests/support/process_tree.h"

#include <array>
#include <chrono>
#include <csignal>
#include <sstream>

namespace lyap {
namespace {

using Moment = std::chrono::duration<double>;

/// A signal, so long after the start of the program.
struct TimedSignal {
  Moment moment{};
  int signal = 0;
};

class DisturbedBySignals : public Disturbance {
 protected:
  /// Somewhere in the run, or a bit after it.
  static Moment random_moment(Random& random) { return Moment(undisturbed(kind()).time) * random.uniform(0, 1.2); }

  static int random_stop(Random& random) {
    constexpr std::array<int, 3> kStops{SIGINT, SIGTERM, SIGHUP};
    return kStops[static_cast<std::size_t>(random.between(0, 2))];
  }

  static ProgramResult run_with(const OutputFolder& folder, const std::vector<TimedSignal>& signals) {
    Program program(folder.launch());
    for (const TimedSignal& timed : signals) {
      program.run_until([&](const ProgramResult&) { return program.age() >= timed.moment; });
      program.send(timed.signal);
    }
    return program.wait();
  }

  static std::string text_of(const std::vector<TimedSignal>& signals) {
    std::ostringstream text;
    for (const auto& [moment, signal] : signals) text << "signal " << signal << " at " << moment.count() << " s\n";
    return text.str();
  }

  /// In every round: what `draw` makes of random numbers, with `outcomes` besides death by one of the signals.
  template <class Draw>
  static void disturb(int usual_rounds, Outcomes outcomes, Draw draw) {
    const Rounds rounds(usual_rounds);
    for (int round = 0; round < rounds.count() && !HasFailure(); ++round) {
      Random random = rounds.random(round);
      OutputFolder folder(kind(), older(random));
      const std::vector<TimedSignal> signals = draw(random);
      SCOPED_TRACE(rounds.settings(round) + "\n" + text_of(signals));
      outcomes.signals.clear();
      for (const TimedSignal& sent : signals) outcomes.signals.push_back(sent.signal);
      folder.expect_invariants(run_with(folder, signals), outcomes);
      folder.expect_that_the_next_run_succeeds();
    }
  }
};

TEST_P(DisturbedBySignals, AStopLeavesOnlyWholeFiles) {
  disturb(3, only_success(), [](Random& random) {
    return std::vector<TimedSignal>{{random_moment(random), random_stop(random)}};
  });
}

TEST_P(DisturbedBySignals, ASecondStopDoesToo) {
  disturb(2, only_success(), [](Random& random) {
    const TimedSignal first{random_moment(random), random_stop(random)};
    const Moment second = first.moment + random_moment(random) * random.uniform(0, 0.3);
    return std::vector<TimedSignal>{first, {second, random_stop(random)}};
  });
}

TEST_P(DisturbedBySignals, WhatAKilledRunLeavesIsRemovedByTheNext) {
  disturb(2, only_success(), [](Random& random) { return std::vector<TimedSignal>{{random_moment(random), SIGKILL}}; });
}

TEST_P(DisturbedBySignals, APauseChangesNothing) {
  disturb(1, only_success(), [](Random& random) {
    const Moment pause = random_moment(random);
    return std::vector<TimedSignal>{{pause, SIGSTOP}, {pause + Moment(random.uniform(0, 0.1)), SIGCONT}};
  });
}

TEST_P(DisturbedBySignals, OtherSignalsChangeNothing) {
  disturb(1, only_success(), [](Random& random) {
    // A pipe signal that comes before the program has begun ends it.
    std::vector<TimedSignal> signals{{random_moment(random), SIGPIPE}};
    signals.push_back({signals.back().moment, SIGWINCH});
    signals.push_back({signals.back().moment, SIGCHLD});
    return signals;
  });
}

TEST_P(DisturbedBySignals, AKilledEncoderIsAnErrorOrHadDoneItsWork) {
  if (kind().encoder.empty()) GTEST_SKIP() << "there is no encoder";
  const Rounds rounds(2);
  for (int round = 0; round < rounds.count() && !HasFailure(); ++round) {
    Random random = rounds.random(round);
    SCOPED_TRACE(rounds.settings(round));
    OutputFolder folder(kind(), older(random));
    const Moment moment = random_moment(random);
    Program program(folder.launch());
    // The first that is there from that moment on: an encoder, or an ffmpeg that looks at the film.
    std::vector<pid_t> children;
    program.run_until([&](const ProgramResult&) {
      if (program.age() >= moment) children = children_of(program.id());
      return !children.empty();
    });
    for (const pid_t child : children) ::kill(child, SIGKILL);
    folder.expect_invariants(program.wait(), {});
    folder.expect_that_the_next_run_succeeds();
  }
}

LYAP_DISTURB_EVERY_KIND(DisturbedBySignals);

}  // namespace
}  // namespace lyap
