#include "tests/disturbed/disturbance.h"

#include <sys/resource.h>
#include <unistd.h>

namespace lyap {
namespace {

constexpr rlim_t kMebibyte = rlim_t{1} << 20;

class DisturbedByLimits : public Disturbance {
 protected:
  using Limit = decltype(RLIMIT_AS);

  static void limit(Launch& launch, Limit what, rlim_t most) {
    launch.before_start = [what, most] {
      const rlimit limit{most, most};
      ::setrlimit(what, &limit);
    };
  }

  /// Whether the system can start the program at all so: it finds the libraries of it.
  static bool can_start(Launch launch) {
    launch.arguments = {"--version"};
    return run_program(launch).status == 0;
  }

  /// In every round a limit of `draw`.
  template <class Draw>
  static void disturb(int usual_rounds, Limit what, bool unprivileged, Draw draw) {
    const Rounds rounds(usual_rounds);
    for (int round = 0; round < rounds.count() && !HasFailure(); ++round) {
      Random random = rounds.random(round);
      const OutputFolder folder(kind(), older(random));
      if (unprivileged) folder.give_away();
      Launch launch = folder.launch();
      launch.unprivileged = unprivileged;
      const rlim_t most = draw(random);
      limit(launch, what, most);
      SCOPED_TRACE(rounds.settings(round) + "\na limit of " + std::to_string(most));
      if (can_start(launch)) folder.expect_invariants(run_program(launch), {});
    }
  }
};

TEST_P(DisturbedByLimits, LittleMemoryIsAnErrorOrEnough) {
  // The program and its libraries take some 20 MiB of addresses, and each thread 8 MiB for its stack, 64 for its heap.
  disturb(3, RLIMIT_AS, false, [](Random& random) { return kMebibyte * static_cast<rlim_t>(random.between(16, 300)); });
}

TEST_P(DisturbedByLimits, FewDescriptorsAreAnErrorOrEnough) {
  disturb(2, RLIMIT_NOFILE, false, [](Random& random) { return static_cast<rlim_t>(random.between(4, 30)); });
}

TEST_P(DisturbedByLimits, FewThreadsAreAnErrorOrEnough) {
  if (::geteuid() != 0)
    GTEST_SKIP() << "the limit counts what else the user runs; the superuser becomes another user for it";
  disturb(2, RLIMIT_NPROC, true, [](Random& random) { return static_cast<rlim_t>(random.between(1, 8)); });
}

TEST_P(DisturbedByLimits, SmallStacksAreAnErrorOrEnough) {
  disturb(1, RLIMIT_STACK, false, [](Random& random) { return kMebibyte * static_cast<rlim_t>(random.between(1, 8)); });
}

LYAP_DISTURB_EVERY_KIND(DisturbedByLimits);

/// Frames that no machine has the memory for, though each alone is fine. Where that is not seen beforehand, the limit
/// saves the machine.
TEST(DisturbedByFilmsTooLarge, TheyAreRefusedWithNumbers) {
  const OutputKind film{
      "film", "animate AB --sweep x0=0.3:0.7 --frames 1000 --size 30000x30000 --in-flight 256 -o a.y4m", {{"a.y4m"}}};
  const OutputFolder folder(film, Older::kPresent);
  Launch launch = folder.launch();
  launch.before_start = [] {
    const rlimit limit{4096 * kMebibyte, 4096 * kMebibyte};
    ::setrlimit(RLIMIT_AS, &limit);
  };
  const ProgramResult result = run_program(launch);
  folder.expect_invariants(result, {false, true, {}, false, true});
  EXPECT_NE(result.err.find("memory"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find_first_of("0123456789"), std::string::npos) << result.err;
}

}  // namespace
}  // namespace lyap
