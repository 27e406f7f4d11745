#pragma once

#include "host/color/palette.h"
#include "host/compute/backend.h"
#include "host/jobs/film_output.h"
#include "host/jobs/film_settings.h"
#include "host/jobs/settings.h"
#include "host/jobs/work.h"
#include "host/render/render_film.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lyap {

/// A film that is ready to be rendered.
struct FilmJob {
  static constexpr const char* kFfmpeg = "ffmpeg";

  Film film;
  Palette palette;
  FilmOutput output;
  FrameRange range;
  /// The name of ffmpeg or the path of one.
  std::string ffmpeg = kFfmpeg;
  /// Of a PNG sequence, whether only frames that are missing or unfinished are rendered.
  bool resume = false;
  /// Frames in the works at a time, on all devices together; what keeps device and writers busy if nothing is said.
  std::optional<std::size_t> in_flight;

  std::int64_t frames() const { return range.frames(); }
};

/// The fields of a film: those of film_fields() and film_output_fields(), and
///
///     ffmpeg      the ffmpeg to use
///     resume      true or false
///     in-flight   1 to 256
std::vector<std::string> film_job_fields();

/// The film that the fields describe, with tracks of keyframes that have no field. Throws InvalidInput, naming the
/// field, and Failure if a palette file cannot be read.
FilmJob read_film_job(const Settings& settings, const std::vector<Movement>& timeline = {});

/// The command line that makes the film again, without its output.
std::string command_line_of(const FilmJob& job);

/// What the film says of itself: that command line, and the version of lyap.
std::string comment_of(const FilmJob& job);

/// Slots that a backend of one device needs for the film if `threads` processor threads write it, 0 for all.
std::size_t slots_of(const FilmJob& job, int threads);

/// All frames of the job's range, or those that are to be resumed. Throws as missing_frames() does.
std::vector<std::int64_t> frames_to_render(const FilmJob& job, const Work& work);

/// What came of a film.
struct FilmResult {
  /// Of the rendering, and the seconds that opening and finishing the film took besides.
  FilmTimings timings;
  double finishing = 0;
  std::int64_t rendered = 0;
  /// Frames that were there already.
  std::int64_t skipped = 0;
};

/// Renders the film to where it goes, on a backend that was made with slots_of() slots at least; `progress` is told how
/// far it is and how many frames were there already. Throws Interrupted or Failure, with what is left of the film in
/// the message, and InvalidInput if frames that are there do not belong to this film.
FilmResult run_film(const FilmJob& job, Backend& backend, const Work& work,
                    const std::function<void(const FilmProgress&, std::int64_t skipped)>& progress = {});

}  // namespace lyap
