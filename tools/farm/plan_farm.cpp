#include "tools/farm/plan_farm.h"

#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/farm/film_farm.h"
#include "host/farm/frame_timing.h"
#include "host/farm/picture_farm.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/closed_tone.h"
#include "host/jobs/read_field.h"
#include "tools/commands/job_notes.h"
#include "tools/farm/farm_jobs.h"
#include "tools/terminal/json_report.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <optional>
#include <system_error>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace lyap {
namespace {

/// A task of some minutes: starting one costs a second, and what is lost with a node is little.
constexpr double kTaskSeconds = 300;

/// Which parts go into a task, and for how long it may run, from how long three frames take here.
void share_out(FarmPlan& plan, double seconds_per_unit) {
  const double part_seconds = std::max(1e-6, seconds_per_unit * static_cast<double>(plan.units_per_part));
  const double parts = std::clamp(std::round(kTaskSeconds / part_seconds), 1.0, static_cast<double>(plan.parts()));
  plan.parts_per_task = static_cast<std::int64_t>(parts);
  // Other nodes may be slower, and the encoder has its share.
  constexpr double kMargin = 4;
  constexpr double kLeastMinutes = 15;
  constexpr double kMostMinutes = 43'200;
  plan.task_minutes = static_cast<std::int64_t>(
      std::clamp(std::ceil(kMargin * parts * part_seconds / 60), kLeastMinutes, kMostMinutes));
}

/// A plan, and how long a frame or a row takes here, which is not looked at unless tasks are to be cut.
struct DraftPlan {
  FarmPlan plan;
  std::function<double()> seconds_per_unit;
};

/// Makes plans one after the other, on one backend, which times them and finds their colours.
class Planner {
 public:
  /// `chosen` are the fields of the backend, for the machines too.
  Planner(const FarmOptions& options, Settings chosen, const StopSignals& signals)
      : options_(options),
        chosen_(std::move(chosen)),
        settings_(read_backend_settings(chosen_)),
        work_{settings_.options.threads, signals.token(), signals.abandon_token()},
        backend_(make_chosen_backend(settings_.backend, settings_.options)) {}

  const std::string& note() const { return backend_.note; }

  PlannedFarm plan(const FarmJob& job, const FarmFolder& folder) {
    const auto draft_of = [&](const auto& work) { return draft(work, job.units_per_part); };
    auto [plan, seconds_per_unit] = std::visit(draft_of, job.job.work);
    plan.computing = with_chosen(plan.computing, chosen_);
    plan.scheduler_options = options_.scheduler_words;
    const Settings planning = options_.planning.settings();
    if (planning.has("parts-per-task")) {
      plan.parts_per_task =
          read_integer(planning, "parts-per-task", 1, 1, plan.parts(), "the number of parts in a task");
    } else if (options_.makers.slurm && !folder.has_plan()) {
      share_out(plan, seconds_per_unit());
    }
    return {folder, folder.begin(plan)};
  }

 private:
  DraftPlan draft(FilmJob job, std::optional<std::int64_t> frames) {
    job.film.picture.tone = closed_tone(job.film, *backend_.backend, work_.stop);
    FarmPlan plan = film_plan(job, frames, work_);
    if (job.ffmpeg != FilmJob::kFfmpeg) plan.computing.set("ffmpeg", job.ffmpeg);
    return {plan, [this, job] { return seconds_per_frame(job, *backend_.backend, work_); }};
  }

  DraftPlan draft(StillJob job, std::optional<std::int64_t> rows) {
    job.spec.tone = closed_tone(job.spec, *backend_.backend, work_.stop);
    return {picture_plan(job, rows), [this, job] { return seconds_per_row(job, *backend_.backend, work_); }};
  }

  const FarmOptions& options_;
  Settings chosen_;
  BackendSettings settings_;
  Work work_;
  ChosenBackend backend_;
};

}  // namespace

Settings with_chosen(Settings settings, const Settings& chosen) {
  for (const std::string& field : chosen.fields()) settings.set(field, chosen.text(field));
  return settings;
}

std::vector<PlannedFarm> plan_farms(FarmOptions& options, const StopSignals& signals) {
  if (options.folder.empty()) throw InvalidInput("folder", "say where the farm's files go; all machines must see it");
  std::vector<PlannedFarm> farms;
  if (!options.jobs_file.empty()) {
    const FarmJobs farm = read_farm_jobs(options);
    Planner planner(options, with_chosen(farm.backend, options.film.backend.settings()), signals);
    for (const FarmJob& job : farm.jobs) {
      const std::filesystem::path name = std::filesystem::path(job.job.output()).stem();
      farms.push_back(planner.plan(job, FarmFolder(std::filesystem::path(options.folder) / name)));
    }
    return farms;
  }
  const FarmJob job = read_farm_job(options, signals);
  Planner planner(options, options.film.backend.settings(), signals);
  const ReportOptions& reports = options.film.reports;
  if (!reports.quiet) {
    print_report(reports.style(), "note", note_text(options.film.like.note()) + note_text(planner.note()));
  }
  farms.push_back(planner.plan(job, FarmFolder(options.folder)));
  return farms;
}

std::vector<FarmFolder> farms_in(const std::string& folder) {
  const FarmFolder whole(folder);
  std::vector<FarmFolder> farms;
  if (!whole.has_plan()) {
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      if (FarmFolder(entry->path()).has_plan()) farms.emplace_back(entry->path());
    }
    std::ranges::sort(farms, {}, &FarmFolder::path);
  }
  // Which has no plan either: it says so when it is asked.
  if (farms.empty()) farms.push_back(whole);
  return farms;
}

}  // namespace lyap
