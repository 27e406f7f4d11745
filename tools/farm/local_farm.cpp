#include "tools/farm/local_farm.h"

#include "host/base/error.h"
#include "host/base/processor_count.h"
#include "host/system/child_process.h"
#include "host/system/file_place.h"
#include "tools/farm/command_lines.h"
#include "tools/farm/status_report.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr int kMaxRounds = 3;
/// A process that is told to end finishes what its encoder has.
constexpr std::chrono::seconds kEnding(30);

/// One round: processes that make the missing parts. All members are safe to call from any thread.
class LocalRound {
 public:
  LocalRound(const PlannedFarm& farm, int processes, ProgressReport& report, const StopSignals& signals)
      : farm_(farm),
        threads_(std::max(1, processor_count() / processes)),
        report_(report),
        signals_(signals),
        parts_(farm_state(farm.folder, farm.plan).missing()) {
    for (const std::int64_t part : parts_) all_ += farm.plan.units_of(part);
  }

  /// Makes parts until none is left. For a thread of its own.
  void make_parts() {
    try {
      while (const auto part = take()) make(*part);
    } catch (const std::exception& error) {
      note_failure(error.what());
    }
  }

  bool made_any() const { return made_; }
  const std::string& failure() const { return failure_; }

 private:
  std::optional<std::int64_t> take() {
    const std::lock_guard lock(mutex_);
    if (next_ == parts_.size() || signals_.token().stop_requested()) return std::nullopt;
    return parts_[next_++];
  }

  void make(std::int64_t part) {
    std::vector<std::string> arguments{"farm", "part", file_place(farm_.folder.path()).string(),
                                       fmt::format("{}", part), "--quiet"};
    Settings computing = farm_.plan.computing;
    if (!computing.has("threads")) computing.set("threads", fmt::format("{}", threads_));
    for (const std::string& field : computing.fields()) {
      arguments.push_back(fmt::format("--{}={}", field, computing.text(field)));
    }
    ChildProcess process({own_program().string(), std::move(arguments), ""}, {}, signals_.abandon_token());
    process.close_input();
    const std::stop_callback end(signals_.token(), [id = process.id()] { ::kill(id, SIGTERM); });
    const ExitStatus status = process.wait({.stop = signals_.token(), .after_stop = kEnding});
    if (status.success()) {
      note_success(part);
    } else {
      note_failure(fmt::format("part {}: {}", part, process.exit_message()));
    }
  }

  void note_success(std::int64_t part) {
    const std::lock_guard lock(mutex_);
    made_ = true;
    done_ += farm_.plan.units_of(part);
    report_.update({.share = static_cast<double>(done_) / static_cast<double>(all_),
                    .frames_done = done_,
                    .frames = all_,
                    .job = farm_.plan.output,
                    .stage = "rendering",
                    .unit = unit_of(farm_.plan)});
  }

  void note_failure(const std::string& what) {
    const std::lock_guard lock(mutex_);
    failure_ = what;
  }

  const PlannedFarm& farm_;
  int threads_;
  ProgressReport& report_;
  const StopSignals& signals_;
  std::mutex mutex_;
  std::vector<std::int64_t> parts_;
  std::size_t next_ = 0;
  /// Units of the round's parts, and of those that are made.
  std::int64_t all_ = 0;
  std::int64_t done_ = 0;
  bool made_ = false;
  std::string failure_;
};

}  // namespace

void make_parts_here(const PlannedFarm& farm, int processes, ProgressStyle style, const StopSignals& signals) {
  ProgressReport report(style);
  std::string failure;
  for (int round = 0; round < kMaxRounds && !farm_state(farm.folder, farm.plan).missing().empty(); ++round) {
    LocalRound work(farm, processes, report, signals);
    {
      std::vector<std::jthread> makers;
      makers.reserve(static_cast<std::size_t>(processes));
      for (int i = 0; i < processes; ++i) makers.emplace_back([&] { work.make_parts(); });
    }
    if (signals.token().stop_requested()) throw Interrupted("what is made stays in " + farm.folder.path().string());
    failure = work.failure();
    if (!work.made_any()) break;
  }
  const std::size_t missing = farm_state(farm.folder, farm.plan).missing().size();
  if (missing == 0) {
    report.finish({.frames_done = farm.plan.units,
                   .frames = farm.plan.units,
                   .job = farm.plan.output,
                   .unit = unit_of(farm.plan)});
  }
  report.clear();
  if (missing > 0) throw Failure(fmt::format("{} parts are missing; {}", missing, failure));
}

}  // namespace lyap
