#include "tools/farm/make_parts.h"

#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/base/stopwatch.h"
#include "host/base/text.h"
#include "host/farm/farm_run.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/film_job.h"
#include "host/jobs/read_field.h"
#include "host/spec/option_values.h"
#include "tools/commands/job_report.h"
#include "tools/farm/slurm_farm.h"
#include "tools/farm/status_report.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/progress_report.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

/// How often tasks are submitted before somebody has to look.
constexpr int kRounds = 3;

/// A farm whose parts are computed or joined here.
struct Worker {
  Worker(const FarmPlan& plan, StopSignals& signals)
      : farm(make_farm_work(plan, plan.computing.text("ffmpeg", FilmJob::kFfmpeg))),
        settings(read_backend_settings(plan.computing)),
        work{settings.options.threads, signals.token(), signals.abandon_token()} {}

  /// After check_machine(), which needs no backend.
  ChosenBackend make_backend() {
    settings.options.slots = farm->slots(settings.options.threads);
    return make_chosen_backend(settings.backend, settings.options);
  }

  std::unique_ptr<FarmWork> farm;
  BackendSettings settings;
  Work work;
};

PlannedFarm farm_of(const FarmWorkerOptions& options) {
  const FarmFolder folder(options.folder);
  PlannedFarm farm{folder, folder.plan()};
  farm.plan.computing = with_chosen(farm.plan.computing, options.backend.settings());
  return farm;
}

std::int64_t parse_part(const std::string& text, const FarmPlan& plan) {
  return read_as("part", text, [&](const std::string& number) {
    return parse_integer(number, 0, plan.parts() - 1, "the number of a part");
  });
}

/// First and last of the parts that are asked for.
std::pair<std::int64_t, std::int64_t> parts_of(const FarmOptions& options, const FarmPlan& plan) {
  if ((options.task >= 0) == !options.parts.empty()) throw InvalidInput("part", "name a part, or a task");
  if (options.task >= 0) {
    if (options.task >= plan.tasks()) {
      throw InvalidInput("task", fmt::format("{}: the plan has the tasks 0 to {}", options.task, plan.tasks() - 1));
    }
    const std::int64_t first = options.task * plan.parts_per_task;
    return {first, std::min(first + plan.parts_per_task, plan.parts()) - 1};
  }
  const std::size_t dash = options.parts.find('-');
  const std::int64_t first = parse_part(options.parts.substr(0, dash), plan);
  const std::int64_t last = dash == std::string::npos ? first : parse_part(options.parts.substr(dash + 1), plan);
  if (last < first) throw InvalidInput("part", fmt::format("{} is empty", in_quotes(options.parts)));
  return {first, last};
}

std::vector<std::int64_t> missing_of(const PlannedFarm& farm, std::pair<std::int64_t, std::int64_t> range) {
  std::vector<std::int64_t> missing = farm_state(farm.folder, farm.plan).missing();
  std::erase_if(missing, [&](std::int64_t part) { return part < range.first || part > range.second; });
  return missing;
}

void join_with(Worker& worker, const PlannedFarm& farm, int verified, const ReportOptions& reports) {
  const Stopwatch stopwatch;
  worker.farm->check_machine(worker.work);
  const ChosenBackend chosen = worker.make_backend();
  join_parts(farm.folder, farm.plan, *worker.farm, verified, *chosen.backend, worker.work);
  if (reports.quiet) return;
  const std::string compared = units_text(farm.plan, std::min<std::int64_t>(verified, farm.plan.units));
  print_report(
      reports.style(), "summary",
      fmt::format("{} part{} joined in {:.2f} s, {} verified: {}\n", farm.plan.parts(),
                  farm.plan.parts() == 1 ? "" : "s", stopwatch.seconds(), compared, name_of_output(farm.plan.output)));
}

/// Makes the parts one after the other, and says so.
void make_here(const PlannedFarm& farm, const std::vector<std::int64_t>& parts, const ReportOptions& reports,
               StopSignals& signals) {
  if (parts.empty() && !reports.quiet) print_report(reports.style(), "summary", "all of it is there already\n");
  if (parts.empty()) return;
  ProgressReport report(reports.style());
  Worker worker(farm.plan, signals);
  worker.farm->check_machine(worker.work);
  const ChosenBackend chosen = worker.make_backend();
  std::int64_t all = 0;
  for (const std::int64_t part : parts) all += farm.plan.units_of(part);
  std::int64_t done = 0;
  const auto progress = [&](std::int64_t units) {
    report.update({.share = static_cast<double>(done + units) / static_cast<double>(all),
                   .frames_done = done + units,
                   .frames = all,
                   .job = farm.plan.output,
                   .unit = unit_of(farm.plan)});
  };
  for (const std::int64_t part : parts) {
    const Stopwatch stopwatch;
    const bool made = make_part(farm.folder, farm.plan, *worker.farm, part, *chosen.backend, worker.work, progress);
    done += farm.plan.units_of(part);
    report.clear();
    if (reports.quiet) continue;
    print_report(reports.style(), "summary",
                 fmt::format("part {}: {}, {} in {:.2f} s\n", part, made ? chosen.name : "somebody else",
                             units_text(farm.plan, farm.plan.units_of(part)), stopwatch.seconds()));
  }
  report.finish({.frames_done = all, .frames = all, .job = farm.plan.output, .unit = unit_of(farm.plan)});
}

}  // namespace

void run_part_command(FarmOptions& options, StopSignals& signals) {
  const PlannedFarm farm = farm_of(options.part);
  const std::vector<std::int64_t> parts = missing_of(farm, parts_of(options, farm.plan));
  signals.defer();
  try {
    make_here(farm, parts, options.part.reports, signals);
  } catch (const Failure&) {
    if (!options.machine.empty()) farm.folder.note_machine(options.machine, true);
    throw;
  }
  if (!options.machine.empty()) farm.folder.note_machine(options.machine, false);
}

void join_farm(const PlannedFarm& farm, int verified, const ReportOptions& reports, StopSignals& signals) {
  Worker worker(farm.plan, signals);
  join_with(worker, farm, verified, reports);
}

void run_join_command(FarmOptions& options, StopSignals& signals) {
  const PlannedFarm farm = farm_of(options.join);
  signals.defer();
  Worker worker(farm.plan, signals);
  try {
    join_with(worker, farm, options.verified, options.join.reports);
  } catch (const PartsMissing& missing) {
    if (options.round == 0 || options.round >= kRounds) throw;
    print_report(options.join.reports.style(), "note", fmt::format("note: {}; they are made again\n", missing.what()));
    submit_slurm_farm(farm, options.round + 1, options.verified, signals.token());
  }
}

}  // namespace lyap
