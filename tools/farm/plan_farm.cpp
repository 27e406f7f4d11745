#include "tools/farm/plan_farm.h"

#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/farm/film_farm.h"
#include "host/farm/frame_timing.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/closed_tone.h"
#include "host/jobs/read_field.h"
#include "host/system/file_to_replace.h"
#include "tools/commands/job_report.h"
#include "tools/commands/segments_command.h"
#include "tools/farm/slurm_farm.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <cmath>
#include <optional>

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

FilmJob read_farm_film(FarmOptions& options, Settings& film) {
  for (const char* field : {"contact-sheet", "in-flight"}) {
    if (film.has(field)) throw InvalidInput(field, "a farm makes films, and goes on by itself; leave it out");
  }
  if (!film.has("output")) throw InvalidInput("output", "a farm's film needs a name; say where it goes");
  FilmJob job = read_film_job(film);
  options.film.like.check_palette(film, job.palette);
  if (find_file_to_replace(job.output.path).is_special()) {
    throw InvalidInput("output", "it is no regular file, which a film has to be");
  }
  return job;
}

}  // namespace

Settings with_chosen(Settings settings, const Settings& chosen) {
  for (const std::string& field : chosen.fields()) settings.set(field, chosen.text(field));
  return settings;
}

PlannedFarm plan_farm(FarmOptions& options, const StopSignals& signals) {
  if (options.folder.empty()) throw InvalidInput("folder", "say where the farm's files go; all machines must see it");
  Settings film = film_settings(options.film, signals.token());
  const std::optional<std::int64_t> frames = take_segment_choice(film).frames;
  FilmJob job = read_farm_film(options, film);
  const Settings chosen = options.film.backend.settings();
  BackendSettings settings = read_backend_settings(chosen);
  settings.options.slots = slots_of(job, settings.options.threads);
  const Work work{settings.options.threads, signals.token(), signals.abandon_token()};
  const ChosenBackend backend = make_chosen_backend(settings.backend, settings.options);
  if (!options.film.reports.quiet) print_report(note_text(options.film.like.note()) + note_text(backend.note));
  job.film.picture.tone = closed_tone(job.film, *backend.backend, work.stop);
  FarmPlan plan = film_plan(job, frames, work);
  plan.computing = chosen;
  if (film.has("ffmpeg")) plan.computing.set("ffmpeg", job.ffmpeg);
  plan.scheduler_options = options.scheduler_words;
  const FarmFolder folder(options.folder);
  const Settings planning = options.planning.settings();
  if (planning.has("parts-per-task")) {
    plan.parts_per_task =
        read_integer(planning, "parts-per-task", 1, 1, plan.parts(), "the number of segments in a task");
  } else if (options.makers.slurm && !folder.has_plan()) {
    share_out(plan, seconds_per_frame(job, *backend.backend, work));
  }
  return {folder, folder.begin(plan)};
}

}  // namespace lyap
