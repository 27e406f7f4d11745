#pragma once

#include "host/color/palette.h"
#include "host/compute/backend.h"
#include "host/render/render_film.h"
#include "tools/options/animate_options.h"
#include "tools/options/film_output.h"

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// A film that is ready to be rendered.
struct FilmJob {
  AnimateOptions options;
  Film film;
  Palette palette;
  FilmOutput output;
  FrameRange range;
  /// Threads that write frames at the same time, and frames in flight on one device.
  int writers;
  std::size_t slots;

  std::int64_t frames() const { return range.last - range.first + 1; }
};

/// The film that the options describe. Throws InvalidInput or Failure if it cannot be made.
FilmJob film_job_of(const AnimateOptions& options);

/// The command line that makes the film again, without its output.
std::string command_line_of(const FilmJob& job);

/// What the film says of itself: that command line, and the version of lyap.
std::string comment_of(const FilmJob& job);

/// All frames of the job's range, or with --resume those that are not there. Throws as missing_frames() does.
std::vector<std::int64_t> frames_to_render(const FilmJob& job, const std::stop_token& stop);

/// What came of a film.
struct FilmResult {
  /// Of the rendering, and the seconds that opening and finishing the film took besides.
  FilmTimings timings;
  double finishing = 0;
  std::int64_t rendered = 0;
  /// Frames that were there already.
  std::int64_t skipped = 0;
};

/// Renders the film to where it goes, on a backend that was made with `job.slots` slots at least. Throws Interrupted or
/// Failure, with what is left of the film in the message, and InvalidInput if frames that are there do not belong to
/// this film.
FilmResult run_film(const FilmJob& job, Backend& backend,
                    const std::function<void(const FilmProgress&, std::int64_t skipped)>& progress,
                    const std::stop_token& stop);

/// Which side waits for the other, as ProgressState has it.
std::string_view waiting_side(const FilmJob& job, const FilmTimings& timings);

/// "1 frame", "24 frames".
std::string frames_text(std::int64_t frames);

/// Where the time went, as a line.
std::string timings_text(const FilmJob& job, const FilmResult& result);

}  // namespace lyap
