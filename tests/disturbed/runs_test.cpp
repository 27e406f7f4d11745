#include "tests/disturbed/disturbance.h"
#include "tests/disturbed/undisturbed.h"

#include <csignal>
#include <memory>

namespace lyap {
namespace {

class DisturbedByOtherRuns : public Disturbance {};

/// What two runs say together of how their files come to be: no leftovers that neither tells of.
ProgramResult together(const ProgramResult& one, const ProgramResult& other) {
  ProgramResult both = one;
  both.err += other.err;
  return both;
}

TEST_P(DisturbedByOtherRuns, TwoIntoTheSameFilesLeaveThemWhole) {
  const Rounds rounds(2);
  for (int round = 0; round < rounds.count() && !HasFailure(); ++round) {
    Random random = rounds.random(round);
    SCOPED_TRACE(rounds.settings(round));
    OutputFolder folder(kind(), older(random));
    const std::chrono::duration<double> later(undisturbed(kind()).time * random.uniform(0, 1));
    Program first(folder.launch());
    first.run_until([&](const ProgramResult&) { return first.age() >= later; });
    Program second(folder.launch());
    const ProgramResult first_result = first.wait();
    const ProgramResult second_result = second.wait();
    EXPECT_TRUE(first_result.status == 0 || second_result.status == 0) << first_result.err << second_result.err;
    folder.expect_invariants(together(first_result, second_result), {});
    folder.expect_invariants(together(second_result, first_result), {});
  }
}

TEST_P(DisturbedByOtherRuns, AKilledOneDoesNotDisturbTheOther) {
  const Rounds rounds(2);
  for (int round = 0; round < rounds.count() && !HasFailure(); ++round) {
    Random random = rounds.random(round);
    SCOPED_TRACE(rounds.settings(round));
    OutputFolder folder(kind(), older(random));
    const std::chrono::duration<double> moment(undisturbed(kind()).time * random.uniform(0, 1));
    Program killed(folder.launch());
    Program other(folder.launch());
    killed.run_until([&](const ProgramResult&) { return killed.age() >= moment; });
    killed.send(SIGKILL);
    const ProgramResult killed_result = killed.wait();
    folder.expect_invariants(together(other.wait(), killed_result), {true, true, {SIGKILL}});
    folder.expect_that_the_next_run_succeeds();
  }
}

LYAP_DISTURB_EVERY_KIND(DisturbedByOtherRuns);

/// Runs that were given no name for their output take one that is free.
class DisturbedByRunsWithoutNames : public ::testing::Test {
 protected:
  static constexpr int kRuns = 4;

  /// Runs of the same command, at once, make `files`, all whole and the same.
  static void expect_files(const std::string& line, const std::vector<std::string>& files) {
    const OutputKind kind{"unnamed", line, {}};
    const OutputFolder folder(kind, Older::kAbsent);
    std::vector<std::unique_ptr<Program>> programs;
    programs.reserve(kRuns);
    for (int k = 0; k < kRuns; ++k) programs.push_back(std::make_unique<Program>(folder.launch()));
    for (const auto& program : programs) {
      const ProgramResult result = program->wait();
      EXPECT_EQ(result.status, 0) << result.err;
    }
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      found.push_back(entry.path().filename().string());
      EXPECT_EQ(content_of(entry.path().string()).size(), content_of((folder.path() / files.front()).string()).size());
    }
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, files) << "lyap " << line;
  }
};

TEST_F(DisturbedByRunsWithoutNames, EachStillGetsOne) {
  const Rounds rounds(10);
  for (int round = 0; round < rounds.count() && !HasFailure(); ++round) {
    expect_files("render AB --size 160x120", {"AB-2.png", "AB-3.png", "AB-4.png", "AB.png"});
  }
}

TEST_F(DisturbedByRunsWithoutNames, EachFilmGetsOne) {
  const std::string missing = what_is_missing(output_kind("mp4"));
  if (!missing.empty()) GTEST_SKIP() << missing;
  const Rounds rounds(2);
  for (int round = 0; round < rounds.count() && !HasFailure(); ++round) {
    expect_files("animate AB --sweep x0=0.3:0.7 --frames 3 --size 64x48",
                 {"AB-2.mp4", "AB-3.mp4", "AB-4.mp4", "AB.mp4"});
  }
}

}  // namespace
}  // namespace lyap
