#include "tools/farm/plan_farm.h"

#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/farm/film_farm.h"
#include "host/farm/frame_timing.h"
#include "host/farm/picture_farm.h"
#include "host/film/frame_names.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/closed_tone.h"
#include "host/jobs/read_field.h"
#include "host/jobs/still_bands.h"
#include "host/system/file_to_replace.h"
#include "tools/commands/job_report.h"
#include "tools/commands/segments_command.h"
#include "tools/farm/slurm_farm.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <cmath>
#include <functional>
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

/// Throws InvalidInput where something else than a regular file stands at the output's place.
void check_output_file(const std::string& output) {
  if (find_file_to_replace(output).is_special()) {
    throw InvalidInput("output", "it is no regular file, which what a farm makes has to be");
  }
}

FilmJob read_farm_film(FarmOptions& options, const Settings& film) {
  FilmJob job = read_film_job(film);
  options.film.like.check_palette(film, job.palette);
  check_output_file(job.output.path);
  return job;
}

/// Of the same options as a film; those that only films have are refused.
StillJob read_farm_picture(FarmOptions& options, const Settings& picture) {
  const std::vector<std::string> known = still_fields();
  for (const std::string& field : picture.fields()) {
    if (std::ranges::count(known, field) == 0) {
      throw InvalidInput(field, "it is for films, and the output is a picture; leave it out");
    }
  }
  StillJob job = read_still_job(picture);
  options.film.like.check_palette(picture, job.palette);
  check_output_file(job.output);
  return job;
}

/// Frames of a pattern, frame_####.png, are no picture.
bool names_picture(const std::string& output) {
  const std::string ending = file_ending(output);
  return (ending == ".png" || ending == ".exr") && !is_frame_pattern(output);
}

/// A plan, and how long a frame or a row takes here, which is not looked at unless tasks are to be cut.
struct DraftPlan {
  FarmPlan plan;
  std::function<double()> seconds_per_unit;
};

DraftPlan draft_film(FilmJob job, std::optional<std::int64_t> frames, Backend& backend, const Work& work) {
  job.film.picture.tone = closed_tone(job.film, backend, work.stop);
  FarmPlan plan = film_plan(job, frames, work);
  if (job.ffmpeg != FilmJob::kFfmpeg) plan.computing.set("ffmpeg", job.ffmpeg);
  return {plan, [job, &backend, work] { return seconds_per_frame(job, backend, work); }};
}

DraftPlan draft_picture(StillJob job, std::optional<std::int64_t> rows, Backend& backend, const Work& work) {
  job.spec.tone = closed_tone(job.spec, backend, work.stop);
  return {picture_plan(job, rows), [job, &backend, work] { return seconds_per_row(job, backend, work); }};
}

std::optional<std::int64_t> band_choice(const FarmOptions& options) {
  const Settings planning = options.planning.settings();
  if (!planning.has("band-rows")) return std::nullopt;
  const std::int64_t rows = read_integer(planning, "band-rows", kBandRowUnit, kBandRowUnit, kMaxSide, "rows of a band");
  if (rows % kBandRowUnit != 0)
    throw InvalidInput("band-rows", fmt::format("bands have multiples of {} rows", kBandRowUnit));
  return rows;
}

}  // namespace

Settings with_chosen(Settings settings, const Settings& chosen) {
  for (const std::string& field : chosen.fields()) settings.set(field, chosen.text(field));
  return settings;
}

PlannedFarm plan_farm(FarmOptions& options, const StopSignals& signals) {
  if (options.folder.empty()) throw InvalidInput("folder", "say where the farm's files go; all machines must see it");
  Settings asked = film_settings(options.film, signals.token());
  for (const char* field : {"contact-sheet", "in-flight"}) {
    if (asked.has(field))
      throw InvalidInput(field, "a farm makes films and pictures, and goes on by itself; leave it out");
  }
  if (!asked.has("output")) throw InvalidInput("output", "what a farm makes needs a name; say where it goes");
  const std::optional<std::int64_t> frames = take_segment_choice(asked).frames;
  const Settings chosen = options.film.backend.settings();
  BackendSettings settings = read_backend_settings(chosen);
  const Work work{settings.options.threads, signals.token(), signals.abandon_token()};
  std::optional<FilmJob> film;
  std::optional<StillJob> picture;
  if (names_picture(asked.text("output"))) {
    picture = read_farm_picture(options, asked);
    check_is_of_bands(*picture);
    settings.options.slots = kSlotsPerDevice;
  } else {
    film = read_farm_film(options, asked);
    settings.options.slots = slots_of(*film, work.threads);
  }
  const ChosenBackend backend = make_chosen_backend(settings.backend, settings.options);
  if (!options.film.reports.quiet) print_report(note_text(options.film.like.note()) + note_text(backend.note));
  auto [plan, seconds_per_unit] = picture ? draft_picture(*picture, band_choice(options), *backend.backend, work)
                                          : draft_film(*film, frames, *backend.backend, work);
  plan.computing = with_chosen(plan.computing, chosen);
  plan.scheduler_options = options.scheduler_words;
  const FarmFolder folder(options.folder);
  const Settings planning = options.planning.settings();
  if (planning.has("parts-per-task")) {
    plan.parts_per_task = read_integer(planning, "parts-per-task", 1, 1, plan.parts(), "the number of parts in a task");
  } else if (options.makers.slurm && !folder.has_plan()) {
    share_out(plan, seconds_per_unit());
  }
  return {folder, folder.begin(plan)};
}

}  // namespace lyap
