#include "tools/options/film_job.h"

#include "host/base/error.h"
#include "host/base/processor_count.h"
#include "host/base/version.h"
#include "host/film/film_file.h"
#include "host/film/missing_frames.h"
#include "host/film/png_sequence.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line.h"
#include "tools/options/read_option.h"
#include "tools/terminal/steps_text.h"

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <memory>
#include <numeric>
#include <sstream>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::size_t kSlots = 3;

/// Frames are compressed by as many threads as compute, as far as there are processors.
int writers_of(const AnimateOptions& options, const FilmOutput& output) {
  if (output.target != FilmTarget::kPngSequence) return 1;
  const int threads = backend_options_of(options.computing, kSlots, {}).threads;
  return threads > 0 ? std::min(threads, processor_count()) : processor_count();
}

/// Three as a rule: one that is computed, one that is copied back, one that is written; and one for each more writer.
std::size_t slots_of(const AnimateOptions& options, int writers) {
  constexpr std::int64_t kMaxSlots = 256;
  if (options.in_flight.empty()) return kSlots + static_cast<std::size_t>(writers) - 1;
  return static_cast<std::size_t>(
      read_integer("--in-flight", options.in_flight, 1, kMaxSlots, "the number of frames in flight"));
}

/// The words of a line; a word with blanks stands in double quotes.
std::vector<std::string> split_arguments(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> std::quoted(word);) words.push_back(word);
  return words;
}

EncoderChoice encoder_choice_of(const AnimateOptions& options) {
  EncoderChoice choice;
  if (!options.codec.empty()) choice.codec = options.codec;
  if (!options.crf.empty()) choice.crf = read_option("--crf", options.crf, parse_number);
  if (!options.preset.empty()) choice.preset = options.preset;
  choice.extra = split_arguments(options.encoder_arguments);
  return choice;
}

/// Refuses what no encoder could do, which need not be tried.
void check_video(const AnimateOptions& options, const FilmOutput& output, const Film& film) {
  if (output.target != FilmTarget::kVideo) return;
  encoder_arguments(container_of(output.path), encoder_choice_of(options),
                    {film.picture.size, output.format, film.rate}, {}, output.path);
}

std::vector<std::int64_t> all_frames(const FrameRange& range) {
  std::vector<std::int64_t> frames(static_cast<std::size_t>(range.last - range.first + 1));
  std::iota(frames.begin(), frames.end(), range.first);
  return frames;
}

PngSequenceSpec png_sequence_spec(const FilmJob& job) {
  const auto describe = [&job](std::int64_t frame) { return picture_file_of(job.film.frame_spec(frame), job.palette); };
  return {job.output.path, job.range.first, job.range.last, job.writers, describe};
}

std::unique_ptr<FrameSink> open_film_file(const FilmJob& job, const std::stop_token& stop) {
  FilmFileSettings settings{.path = job.output.path,
                            .format = {job.film.picture.size, job.output.format, job.film.rate},
                            .frames = job.frames(),
                            .encoder = encoder_choice_of(job.options),
                            .text = {picture_title(job.film.picture), comment_of(job)},
                            .palette = {},
                            .ffmpeg = job.options.ffmpeg,
                            .stop = stop,
                            .times = {}};
  if (job.output.format == PixelFormat::kIndexed8) settings.palette = job.palette.entries;
  return std::make_unique<FilmFile>(std::move(settings));
}

std::unique_ptr<FrameSink> open_sink(const FilmJob& job, const std::stop_token& stop) {
  switch (job.output.target) {
    case FilmTarget::kPngSequence:
      return std::make_unique<PngSequence>(png_sequence_spec(job));
    case FilmTarget::kStream:
      return std::make_unique<StreamSink>(StreamSpec{job.output.path, job.output.stream, job.output.format,
                                                     job.film.picture.size, job.film.rate, stop});
    case FilmTarget::kVideo:
      break;
  }
  return open_film_file(job, stop);
}

/// What was asked for holds for all devices together, since memory is that of so many frames.
std::size_t slots_on(const Backend& backend, const FilmJob& job) {
  return job.options.in_flight.empty() ? slots_for(job.slots, backend.device_count()) : job.slots;
}

/// Renders and finishes; if that does not succeed, says what is left of the film.
FilmTimings render_into(FrameSink& sink, const FilmJob& job, Backend& backend, const FilmWork& work,
                        const std::stop_token& stop) {
  try {
    FilmTimings timings = render_film(backend, slots_on(backend, job), sink, work, stop);
    sink.finish();
    return timings;
  } catch (const Interrupted&) {
    throw Interrupted(sink.keep_part());
  } catch (const std::exception& error) {
    const std::string left = sink.keep_part();
    throw Failure(left.empty() ? error.what() : fmt::format("{}; {}", error.what(), left));
  }
}

}  // namespace

FilmJob film_job_of(const AnimateOptions& options) {
  const Film film = film_of(options);
  const Palette palette = palette_of(options.picture);
  const FilmOutput output = film_output_of(options, film, palette);
  const bool is_indexed_video = output.target == FilmTarget::kVideo && output.format == PixelFormat::kIndexed8;
  const int writers = writers_of(options, output);
  check_video(options, output, film);
  return {options,
          film,
          is_indexed_video ? with_at_most(palette, kMaxIndexedColors) : palette,
          output,
          frame_range_of(options, film),
          writers,
          slots_of(options, writers)};
}

std::string command_line_of(const FilmJob& job) {
  std::string text = command_line_of(job.film, job.palette.name);
  if (job.frames() != job.film.frames) text += fmt::format(" --range {}:{}", job.range.first, job.range.last);
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) text += fmt::format(" {} {}", option, shell_word(value));
  };
  add("--pixel-format", job.options.pixel_format);
  add("--codec", job.options.codec);
  add("--crf", job.options.crf);
  add("--preset", job.options.preset);
  add("--encoder-args", job.options.encoder_arguments);
  return text;
}

std::string comment_of(const FilmJob& job) {
  return fmt::format("{} # lyap {}", command_line_of(job), kVersion);
}

std::vector<std::int64_t> frames_to_render(const FilmJob& job, const std::stop_token& stop) {
  return job.options.resume ? missing_frames(png_sequence_spec(job), stop) : all_frames(job.range);
}

FilmResult run_film(const FilmJob& job, Backend& backend,
                    const std::function<void(const FilmProgress&, std::int64_t skipped)>& progress,
                    const std::stop_token& stop) {
  const auto colors = std::make_shared<const ColorTable>(job.palette, job.output.format);
  FilmWork work;
  work.frames = frames_to_render(job, stop);
  work.make_frame = [&](std::int64_t frame) {
    return std::make_shared<const Frame>(job.film.frame_spec(frame), colors);
  };
  const auto rendered = static_cast<std::int64_t>(work.frames.size());
  const std::int64_t skipped = job.frames() - rendered;
  work.progress = [&](const FilmProgress& state) { progress(state, skipped); };
  const auto start = std::chrono::steady_clock::now();
  const std::unique_ptr<FrameSink> sink = open_sink(job, stop);
  const FilmTimings timings = render_into(*sink, job, backend, work, stop);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return {timings, seconds - timings.total, rendered, skipped};
}

std::string_view waiting_side(const FilmJob& job, const FilmTimings& timings) {
  // A tenth of the time is what the first frame and the rhythm of the slots take anyway.
  if (std::max(timings.blocked, timings.starved) < timings.total / 10) return "";
  if (timings.blocked > timings.starved) return "rendering";
  return job.output.target == FilmTarget::kVideo ? "encoder" : "writing";
}

std::string frames_text(std::int64_t frames) {
  return fmt::format("{} frame{}", frames, frames == 1 ? "" : "s");
}

std::string timings_text(const FilmJob& job, const FilmResult& result) {
  const FilmTimings& timings = result.timings;
  const char* sink = job.output.target == FilmTarget::kVideo ? "encoder" : "writing";
  return fmt::format(
      "timings: {:.3f} s in all; rendering busy {:.3f} s, idle {:.3f} s ({:.3f} s of it for want of a free slot); "
      "copying"
      " back {:.3f} s; {} busy {:.3f} s, waiting {:.3f} s; opening and finishing {:.3f} s; {} (code path {})\n",
      timings.total + result.finishing, timings.computing, std::max(0.0, timings.total - timings.computing),
      timings.blocked, timings.copying, sink, timings.storing, timings.starved, result.finishing,
      steps_text(timings.steps_done, timings.steps_asked), timings.code_path);
}

}  // namespace lyap
