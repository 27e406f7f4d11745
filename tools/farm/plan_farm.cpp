#include "tools/farm/plan_farm.h"

#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/farm/film_farm.h"
#include "host/farm/frame_timing.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/closed_tone.h"
#include "host/jobs/read_field.h"
#include "host/system/file_to_replace.h"
#include "tools/commands/job_report.h"
#include "tools/commands/segments_command.h"
#include "tools/options/batch_file.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
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

void check_output(const FilmJob& job) {
  if (find_file_to_replace(job.output.path).is_special()) {
    throw InvalidInput("output", "it is no regular file, which a film has to be");
  }
}

FilmJob read_farm_film(FarmOptions& options, const Settings& film) {
  for (const char* field : {"contact-sheet", "in-flight"}) {
    if (film.has(field))
      throw InvalidInput(field, "a farm makes films, with as many frames at a time as each machine can");
  }
  if (!film.has("output")) throw InvalidInput("output", "a farm's film needs a name; say where it goes");
  FilmJob job = read_film_job(film);
  options.film.like.check_palette(film, job.palette);
  check_output(job);
  return job;
}

/// The films of a batch file.
std::vector<FilmJob> read_farm_films(const std::string& jobs_file) {
  CLI::App app;
  BatchOptions batch(app);
  batch.file = jobs_file;
  std::vector<FilmJob> films;
  for (const BatchJob& job : read_batch_file(batch)) {
    const auto* film = std::get_if<FilmJob>(&job.work);
    if (film == nullptr) {
      throw InvalidInput(fmt::format("{} is a picture; a farm makes films", in_quotes(job.output())));
    }
    check_output(*film);
    films.push_back(*film);
  }
  return films;
}

/// Plans films one after the other, on one backend, which times them and finds their colours.
class Planner {
 public:
  Planner(const FarmOptions& options, const StopSignals& signals)
      : options_(options),
        chosen_(options.film.backend.settings()),
        settings_(read_backend_settings(chosen_)),
        work_{settings_.options.threads, signals.token(), signals.abandon_token()},
        backend_(make_chosen_backend(settings_.backend, settings_.options)) {}

  const std::string& note() const { return backend_.note; }

  PlannedFarm plan(FilmJob job, std::optional<std::int64_t> frames, const FarmFolder& folder) {
    job.film.picture.tone = closed_tone(job.film, *backend_.backend, work_.stop);
    FarmPlan plan = film_plan(job, frames, work_);
    plan.computing = chosen_;
    if (job.ffmpeg != FilmJob::kFfmpeg) plan.computing.set("ffmpeg", job.ffmpeg);
    plan.scheduler_options = options_.scheduler_words;
    const Settings planning = options_.planning.settings();
    if (planning.has("parts-per-task")) {
      plan.parts_per_task =
          read_integer(planning, "parts-per-task", 1, 1, plan.parts(), "the number of segments in a task");
    } else if (options_.makers.slurm && !folder.has_plan()) {
      share_out(plan, seconds_per_frame(job, *backend_.backend, work_));
    }
    return {folder, folder.begin(plan)};
  }

 private:
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
    const std::vector<FilmJob> films = read_farm_films(options.jobs_file);
    Planner planner(options, signals);
    for (const FilmJob& film : films) {
      const std::filesystem::path name = std::filesystem::path(film.output.path).stem();
      farms.push_back(planner.plan(film, {}, FarmFolder(std::filesystem::path(options.folder) / name)));
    }
    return farms;
  }
  Settings film = film_settings(options.film, signals.token());
  const std::optional<std::int64_t> frames = take_segment_choice(film).frames;
  const FilmJob job = read_farm_film(options, film);
  Planner planner(options, signals);
  if (!options.film.reports.quiet) print_report(note_text(options.film.like.note()) + note_text(planner.note()));
  farms.push_back(planner.plan(job, frames, FarmFolder(options.folder)));
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
