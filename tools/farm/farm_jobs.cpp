#include "tools/farm/farm_jobs.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/film/frame_names.h"
#include "host/jobs/read_field.h"
#include "host/jobs/still_bands.h"
#include "host/system/file_to_replace.h"
#include "tools/commands/segments_command.h"
#include "tools/options/batch_file.h"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Throws InvalidInput where something else than a regular file stands at the output's place.
void check_output(const std::string& output) {
  if (find_file_to_replace(output).is_special()) {
    throw InvalidInput("output", "it is no regular file, which what a farm makes has to be");
  }
}

/// Frames of a pattern, frame_####.png, are no picture.
bool names_picture(const std::string& output) {
  const std::string ending = file_ending(output);
  return (ending == ".png" || ending == ".exr") && !is_frame_pattern(output);
}

FilmJob read_farm_film(FarmOptions& options, const Settings& film) {
  FilmJob job = read_film_job(film);
  options.film.like.check_palette(film, job.palette);
  check_output(job.output.path);
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
  check_is_of_bands(job);
  check_output(job.output);
  return job;
}

std::optional<std::int64_t> read_band_rows(const Settings& planning) {
  if (!planning.has("band-rows")) return std::nullopt;
  const std::int64_t rows =
      read_integer(planning, "band-rows", kBandRowUnit, kBandRowUnit, kMaxSide, "the number of rows of a band");
  if (rows % kBandRowUnit != 0) {
    throw InvalidInput("band-rows", fmt::format("bands have multiples of {} rows", kBandRowUnit));
  }
  return rows;
}

}  // namespace

FarmJob read_farm_job(FarmOptions& options, const StopSignals& signals) {
  Settings asked = film_settings(options.film, signals.token());
  for (const char* field : {"contact-sheet", "in-flight", "save-exponents"}) {
    if (asked.has(field)) {
      throw InvalidInput(field, "a farm makes films and pictures, with as much at a time as each machine can");
    }
  }
  const std::optional<std::int64_t> frames = take_segment_choice(asked).frames;
  const std::optional<std::int64_t> rows = read_band_rows(options.planning.settings());
  if (names_picture(asked.text("output"))) return {{read_farm_picture(options, asked)}, rows};
  if (rows) throw InvalidInput("band-rows", "only pictures have bands, and the output is none");
  return {{read_farm_film(options, asked)}, frames};
}

FarmJobs read_farm_jobs(const FarmOptions& options) {
  CLI::App app;
  BatchOptions batch(app);
  batch.file = options.jobs_file;
  FarmJobs farm;
  for (const BatchJob& job : read_batch_file(batch)) {
    farm.jobs.push_back({job});
    if (const auto* picture = std::get_if<StillJob>(&job.work)) check_is_of_bands(*picture);
    check_output(job.output());
  }
  farm.backend = batch.backend.settings();
  return farm;
}

}  // namespace lyap
