#pragma once

#include "tests/disturbed/output_kinds.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <initializer_list>
#include <set>
#include <string>
#include <vector>

namespace lyap {

/// Whether files of the final names are there before the run.
enum class Older { kAbsent, kPresent };

/// What may come of a run.
struct Outcomes {
  bool success = true;
  /// Exit codes 1 and 2.
  bool failure = true;
  /// The signals that were sent.
  std::vector<int> signals = {};
  /// Nobody reads standard error, or standard output, so nothing is asked of it.
  bool errors_are_lost = false;
  bool answer_is_lost = false;
};

inline Outcomes only_success() {
  return {true, false};
}
inline Outcomes only_failure() {
  return {false, true};
}

/// A folder in which one kind of output is made, under a disturbance, and what is true of it afterwards whatever the
/// disturbance was.
class OutputFolder {
 public:
  OutputFolder(const OutputKind& kind, Older older,
               const std::filesystem::path& parent = std::filesystem::temp_directory_path());
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  OutputFolder(OutputFolder&&) = delete;
  OutputFolder& operator=(OutputFolder&&) = delete;

  const std::filesystem::path& path() const { return folder_.path(); }

  /// The kind's command.
  Launch launch() const;

  /// Lets unprivileged_user(), as whom a test may run the program, do here what the superuser may.
  void give_away() const;

  /// Expects of a run that has ended that
  /// - its status is one of `outcomes`, and it says why it failed;
  /// - no process of it still runs;
  /// - files with final names are whole and right, or as they were before, and all are there after a success;
  /// - standard output got nothing but the answer, and all of it after a success;
  /// - nothing else is in the folder but parts that the message names and what a killed run cannot remove.
  void expect_invariants(const ProgramResult& result, const Outcomes& outcomes) const;

  /// Expects that the same command succeeds now, and that it removes what a run that was killed has left.
  void expect_that_the_next_run_succeeds();

 private:
  void expect_status(const ProgramResult& result, const Outcomes& outcomes) const;
  void expect_no_process() const;
  void expect_files(bool success) const;
  void expect_answer(const ProgramResult& result) const;
  void expect_no_leftovers(const ProgramResult& result, bool killed) const;
  bool is_input_or_output(const std::string& name) const;

  const OutputKind& kind_;
  Older older_;
  TemporaryFolder folder_;
  /// By which the processes of our runs are found.
  std::string mark_;
  /// Parts of films that earlier runs have left.
  std::set<std::string> told_before_;
};

}  // namespace lyap
