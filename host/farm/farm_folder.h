#pragma once

#include "host/farm/farm_plan.h"
#include "host/farm/part_name.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace lyap {

/// The folder in which a plan is carried out, which all machines see:
///
///     plan.json     the plan
///     segments/     finished parts, and files that are not finished
///     logs/         what tasks of a scheduler have said
///     rejected/     parts that were damaged or wrong, put aside
///     failed/       an empty file by the name of each machine on which a task has failed last
class FarmFolder {
 public:
  explicit FarmFolder(std::filesystem::path path) : path_(std::move(path)) {}

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path plan_file() const { return path_ / "plan.json"; }
  std::filesystem::path parts() const { return path_ / "segments"; }
  std::filesystem::path logs() const { return path_ / "logs"; }
  std::filesystem::path rejected() const { return path_ / "rejected"; }

  std::filesystem::path failed() const { return path_ / "failed"; }

  bool has_plan() const;

  /// Throws InvalidInput where there is no plan or a damaged one, and Failure where it cannot be read.
  FarmPlan plan() const;

  /// Makes the folder and writes the plan; one that is there already and makes the same goes on, and keeps how it is
  /// shared out. Returns the plan that counts. Throws InvalidInput, with the first difference, where the folder has
  /// another plan, and for a folder that has other files; Failure.
  FarmPlan begin(const FarmPlan& plan) const;

  /// Notes whether the last task of a machine failed, so that the next round goes elsewhere. Where that cannot be
  /// written it is left out.
  void note_machine(const std::string& name, bool has_failed) const;

  /// Machines whose last task has failed. Throws Failure where the folder cannot be read.
  std::vector<std::string> failed_machines() const;

 private:
  std::filesystem::path path_;
};

/// What there is of each part, from a listing of the folder.
struct FarmState {
  using Time = std::filesystem::file_time_type;

  struct Part {
    /// Names of finished files: one where all is well; more where machines made different bytes of it.
    std::vector<std::string> files;
    /// When the last of them was finished, if that was asked.
    Time finished = Time::min();
  };

  std::vector<Part> parts;
  /// Parts that somebody writes, and when they grew last. One whose writer was killed may be among them.
  std::map<std::int64_t, Time> unfinished;

  std::vector<std::int64_t> missing() const;
};

/// Whether a listing also asks for the times of files, which a file server is asked for one by one.
enum class FileTimes { kLeftOut, kAsked };

/// Throws Failure where the folder cannot be read.
FarmState farm_state(const FarmFolder& folder, const FarmPlan& plan, FileTimes times = FileTimes::kLeftOut);

/// How far a farm is.
struct FarmProgress {
  std::int64_t done = 0;
  /// Parts that were written to within the last minutes.
  std::int64_t running = 0;
  std::int64_t missing = 0;
  std::int64_t units_done = 0;
  /// Units a second, since the first part was there; 0 where that is not known yet.
  double rate = 0;
  /// Seconds; 0 where they are not known or nothing is missing.
  double time_left = 0;
};

FarmProgress progress_of(const FarmState& state, const FarmPlan& plan, FarmState::Time now);

}  // namespace lyap
