#include "host/farm/film_farm.h"

#include "host/base/error.h"
#include "host/base/version.h"
#include "host/farm/frame_checksums.h"
#include "host/farm/machine_kind.h"
#include "host/farm/part_name.h"
#include "host/film/film_copy.h"
#include "host/film/film_file.h"
#include "host/film/film_metadata.h"
#include "host/film/frame_times.h"
#include "host/film/repeatable_encoder.h"
#include "host/jobs/film_frames.h"
#include "host/jobs/recipe_file.h"
#include "host/spec/recipe_json.h"
#include "host/system/file_place.h"
#include "host/system/output_file.h"
#include "host/system/scratch_file.h"

#include <filesystem>
#include <map>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

WaitLimit limit_of(const Work& work) {
  return {.stop = work.stop, .idle = FilmFileTimes().idle, .abandon = work.abandon};
}

EncoderChoice repeatable_encoder_of(const FilmJob& job) {
  return repeatable(container_of(job.output.path), job.output.encoder);
}

EncoderIdentity encoder_of(const FilmJob& job, const Work& work) {
  return encoder_identity(job.ffmpeg, container_of(job.output.path), repeatable_encoder_of(job), job.output.format,
                          limit_of(work));
}

/// Numbers in the output from unit `first` of the plan on.
std::vector<std::int64_t> numbers_from(const FilmJob& job, std::int64_t first, std::int64_t count) {
  std::vector<std::int64_t> numbers;
  for (std::int64_t i = 0; i < count; ++i) numbers.push_back(job.range.first + first + i);
  return numbers;
}

void render_into(FrameSink& sink, const FilmJob& job, const FilmWork& film, Backend& backend, const Work& work) {
  const std::size_t slots = slots_on(backend, job, work.threads);
  check_memory_for(film, job, slots);
  render_film(backend, slots, sink, film, work.stop);
}

void write_list(const std::string& path, const std::string& text) {
  OutputFile file(path);
  file.write(std::as_bytes(std::span(text)));
  file.commit();
}

}  // namespace

FarmPlan film_plan(const FilmJob& job, std::optional<std::int64_t> frames_per_part, const Work& work) {
  if (job.output.target != FilmTarget::kVideo) {
    throw InvalidInput("output",
                       "only videos are made in segments: .mp4, .mov, .mkv and .webm; frames of a sequence of "
                       "pictures are parts of their own, see --range and --resume");
  }
  FarmPlan plan;
  plan.recipe = recipe_of(job);
  plan.output = file_place(job.output.path).string();
  plan.units = job.frames();
  plan.units_per_part = std::min(plan.units, frames_per_part.value_or(segment_frames(plan.units)));
  plan.encoder = encoder_of(job, work);
  plan.machine = machine_kind();
  // The machines that make parts know the film from its recipe alone.
  if (recipe_json(recipe_of(film_job_of(plan, job.ffmpeg))) != recipe_json(plan.recipe)) {
    throw Failure("the film's recipe does not tell all of it");
  }
  return plan;
}

FilmJob film_job_of(const FarmPlan& plan, const std::string& ffmpeg) {
  Settings settings = plan.recipe.fields;
  settings.set("output", plan.output);
  settings.set("ffmpeg", ffmpeg);
  FilmJob job = read_film_job(settings);
  if (!plan.recipe.colors.empty()) check_recipe_colors(plan.recipe, job.palette, "the plan");
  return job;
}

FilmFarm::FilmFarm(FarmPlan plan, const std::string& ffmpeg)
    : plan_(std::move(plan)), job_(film_job_of(plan_, ffmpeg)) {
  if (job_.frames() != plan_.units) throw InvalidInput("the plan is damaged: its film has another number of frames");
}

void FilmFarm::check_machine(const Work& work) const {
  check_is_equal_here("lyap", plan_.recipe.version, kVersion);
  check_is_equal_here("a processor of kind", plan_.machine, machine_kind());
  const EncoderIdentity here = encoder_of(job_, work);
  check_is_equal_here("the encoder of", plan_.encoder.version, here.version);
  check_is_equal_here("an encoder library whose sample is", plan_.encoder.sample, here.sample);
}

void FilmFarm::render_part(std::int64_t part, const std::string& file, Backend& backend, const Work& work,
                           const std::function<void(std::int64_t units)>& progress) const {
  const std::int64_t frames = plan_.units_of(part);
  FilmWork film = film_work(job_, numbers_from(job_, plan_.first_unit(part), frames));
  if (progress) film.progress = [&](const FilmProgress& state) { progress(state.frames_stored); };
  ChecksummedFrames* checksums = nullptr;
  FilmFile segment({.path = file,
                    .format = {job_.film.picture.size, job_.output.format, job_.rate()},
                    .frames = frames,
                    .encoder = repeatable_encoder_of(job_),
                    .text = {},
                    .text_at_end =
                        [&] {
                          return FilmText{.title = {},
                                          .comment = {},
                                          .description = segment_text(plan_.hash(), part, checksums->checksums())};
                        },
                    .palette = {},
                    .ffmpeg = job_.ffmpeg,
                    .stop = work.stop,
                    .abandon = work.abandon,
                    .times = {}});
  ChecksummedFrames frames_with_checksums(&segment);
  checksums = &frames_with_checksums;
  render_into(frames_with_checksums, job_, film, backend, work);
  frames_with_checksums.finish();
}

std::vector<std::int64_t> FilmFarm::wrong_parts(const std::vector<std::string>& files, std::int64_t count,
                                                Backend& backend, const Work& work) const {
  const std::vector<std::int64_t> units = drawn_numbers(count, plan_.units, plan_.hash());
  std::vector<std::int64_t> numbers;
  for (const std::int64_t unit : units) numbers.push_back(job_.range.first + unit);
  ChecksummedFrames computed(nullptr);
  render_into(computed, job_, film_work(job_, numbers), backend, work);
  std::map<std::int64_t, std::vector<std::string>> stored;
  std::vector<std::int64_t> wrong;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::int64_t part = units[i] / plan_.units_per_part;
    if (!stored.contains(part)) {
      const FilmText text = film_text(job_.ffmpeg, files[static_cast<std::size_t>(part)], limit_of(work));
      stored[part] = segment_checksums(text.description, plan_.hash(), part);
    }
    const auto at = static_cast<std::size_t>(units[i] - plan_.first_unit(part));
    const bool is_right = at < stored[part].size() && stored[part][at] == computed.checksums()[i];
    if (!is_right && (wrong.empty() || wrong.back() != part)) wrong.push_back(part);
  }
  return wrong;
}

void FilmFarm::join(const std::vector<std::string>& files, const Work& work) const {
  std::vector<FilmSegment> segments;
  for (std::size_t i = 0; i < files.size(); ++i) {
    segments.push_back(
        {std::filesystem::path(files[i]).filename().string(), plan_.units_of(static_cast<std::int64_t>(i))});
  }
  OutputFile whole(plan_.output);
  if (whole.is_written_in_place()) {
    throw FileFailure(fmt::format("cannot write '{}': it is no regular file, which a film has to be", plan_.output));
  }
  const std::string stem = std::filesystem::path(files.front()).parent_path() / unfinished_stem(0);
  const ScratchFile list(stem + "list");
  write_list(list.path(), concat_list(segments, job_.rate()));
  const std::string temporary = whole.temporary().string();
  try {
    copy_film(job_.ffmpeg, {"-f", "concat", "-i", "file:" + list.path()}, container_of(plan_.output),
              film_text_of(job_), temporary, limit_of(work));
    check_frame_times(job_.ffmpeg, temporary, plan_.units, job_.rate(), stem + "times", limit_of(work));
  } catch (const Failure& error) {
    throw FileFailure(fmt::format("cannot write '{}': {}", plan_.output, error.what()));
  }
  whole.commit();
}

}  // namespace lyap
