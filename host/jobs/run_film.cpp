#include "host/base/error.h"
#include "host/base/processor_count.h"
#include "host/base/stopwatch.h"
#include "host/color/shown_colors.h"
#include "host/film/film_file.h"
#include "host/film/missing_frames.h"
#include "host/film/picture_sequence.h"
#include "host/jobs/closed_tone.h"
#include "host/jobs/exr_frames.h"
#include "host/jobs/film_frames.h"
#include "host/jobs/film_job.h"
#include "host/output/picture_file.h"
#include "host/system/failure_text.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Frames are compressed by as many threads as compute, as far as there are processors.
int writers_of(const FilmJob& job, int threads) {
  if (job.output.target != FilmTarget::kPictureSequence) return 1;
  return threads > 0 ? std::min(threads, processor_count()) : processor_count();
}

std::vector<std::int64_t> all_frames(const FrameRange& range) {
  std::vector<std::int64_t> frames(static_cast<std::size_t>(range.frames()));
  std::iota(frames.begin(), frames.end(), range.first);
  return frames;
}

/// A frame is a still, or, where it is an average over time, what the film has for this frame alone.
PngImage frame_file_of(const FilmJob& job, std::int64_t number) {
  const std::int64_t frame = job.film_frame(number);
  const RenderSpec spec = job.film.frame_spec(frame);
  if (job.film.shutter == 0) return picture_file_of(spec, job.palette, job.output.depth);
  FilmJob alone = job;
  alone.range = {frame, frame};
  alone.every = 1;
  return picture_file_of(spec, job.palette, job.output.depth, recipe_of(alone));
}

PictureSequenceSpec sequence_spec(const FilmJob& job, int threads) {
  const bool is_exr = job.output.pictures == PictureFormat::kExr;
  const auto describe = [&job, is_exr](std::int64_t number) {
    PngImage image = frame_file_of(job, number);
    if (is_exr) image.palette.clear();
    return image;
  };
  const auto [first, last] = job.numbers();
  PictureSequenceSpec spec{job.output.path,
                           first,
                           last,
                           writers_of(job, threads),
                           describe,
                           job.output.pictures,
                           told_samples(job.film.picture.sampling)};
  if (has_exponents_in_frames(job)) {
    spec.write_file = [writer = std::make_shared<ExrFrameWriter>(job)](const std::string& path, std::int64_t number,
                                                                       std::span<const std::byte> exponents) {
      writer->write(path, number, exponents);
    };
  }
  return spec;
}

std::unique_ptr<FrameSink> open_film_file(const FilmJob& job, const Work& work) {
  FilmFileSettings settings{.path = job.output.path,
                            .format = {job.film.picture.size, job.output.format, job.rate()},
                            .frames = job.frames(),
                            .encoder = job.output.encoder,
                            .text = film_text_of(job),
                            .text_at_end = {},
                            .palette = {},
                            .ffmpeg = job.ffmpeg,
                            .stop = work.stop,
                            .abandon = work.abandon,
                            .times = {}};
  if (job.output.format == PixelFormat::kIndexed8) {
    settings.palette = in_8_bits(shown_colors(look_of(job.film.picture, job.palette, kPaletteDepth)).colors);
  }
  return std::make_unique<FilmFile>(std::move(settings));
}

std::unique_ptr<FrameSink> open_sink(const FilmJob& job, const Work& work) {
  switch (job.output.target) {
    case FilmTarget::kPictureSequence:
      return std::make_unique<PictureSequence>(sequence_spec(job, work.threads));
    case FilmTarget::kStream:
      return std::make_unique<StreamSink>(StreamSpec{job.output.path, job.output.stream, job.output.format,
                                                     job.film.picture.size, job.rate(), work.stop});
    case FilmTarget::kVideo:
      break;
  }
  return open_film_file(job, work);
}

std::string with_what_is_left(const std::string& problem, const std::string& left) {
  return left.empty() ? problem : fmt::format("{}; {}", problem, left);
}

/// Renders and finishes; if that does not succeed, says what is left of the film.
FilmTimings render_into(FrameSink& sink, const FilmJob& job, Backend& backend, const FilmWork& film, const Work& work) {
  try {
    FilmTimings timings = render_film(backend, slots_on(backend, job, work.threads), sink, film, work.stop);
    sink.finish();
    return timings;
  } catch (const Interrupted&) {
    throw Interrupted(sink.keep_part());
  } catch (const FileFailure& error) {
    throw FileFailure(with_what_is_left(error.what(), sink.keep_part()));
  } catch (const std::exception& error) {
    throw Failure(with_what_is_left(failure_text(error), sink.keep_part()));
  }
}

}  // namespace

std::size_t slots_of(const FilmJob& job, int threads) {
  // One for each further writer.
  return job.in_flight.value_or(kSlotsPerDevice + static_cast<std::size_t>(writers_of(job, threads)) - 1);
}

std::vector<std::int64_t> frames_to_render(const FilmJob& job, const Work& work) {
  return job.resume ? missing_frames(sequence_spec(job, work.threads), work.stop) : all_frames(job.numbers());
}

FilmResult run_film(const FilmJob& asked, Backend& backend, const Work& work,
                    const std::function<void(const FilmProgress&, std::int64_t skipped)>& progress) {
  FilmJob job = asked;
  job.film.picture.tone = closed_tone(job.film, backend, work.stop);
  FilmWork film = film_work(job, frames_to_render(job, work));
  const auto rendered = static_cast<std::int64_t>(film.frames.size());
  const std::int64_t skipped = job.frames() - rendered;
  if (progress) film.progress = [&](const FilmProgress& state) { progress(state, skipped); };
  check_memory_for(film, job, slots_on(backend, job, work.threads));
  const Stopwatch stopwatch;
  const std::unique_ptr<FrameSink> sink = open_sink(job, work);
  const FilmTimings timings = render_into(*sink, job, backend, film, work);
  FilmResult result{timings, stopwatch.seconds() - timings.total, rendered, skipped};
  if (job.output.target == FilmTarget::kPictureSequence) {
    result.left =
        find_left_frames(FrameNames(job.output.path), job.every == 1 ? job.film.frames : job.numbers().last + 1);
  }
  return result;
}

}  // namespace lyap
