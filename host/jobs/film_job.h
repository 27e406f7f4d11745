#pragma once

#include "host/color/palette.h"
#include "host/compute/backend.h"
#include "host/film/frame_files.h"
#include "host/jobs/film_output.h"
#include "host/jobs/film_settings.h"
#include "host/jobs/work.h"
#include "host/render/render_film.h"
#include "host/spec/recipe.h"
#include "host/spec/settings.h"

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
  /// Of these only each n-th frame, from the first one on, at the film's rate divided by n.
  std::int64_t every = 1;
  /// The name of ffmpeg or the path of one.
  std::string ffmpeg = kFfmpeg;
  /// For a sequence of pictures: render only frames whose files are missing or unfinished.
  bool resume = false;
  /// Frames in flight at a time, on all devices together, 1 to 256; if empty, as many as keep devices and writers busy.
  std::optional<std::size_t> in_flight;

  std::int64_t frames() const { return (range.frames() - 1) / every + 1; }
  /// The numbers that the frames have in the output.
  FrameRange numbers() const { return {range.first, range.first + frames() - 1}; }
  /// The film's frame that has that number in the output.
  std::int64_t film_frame(std::int64_t number) const { return range.first + (number - range.first) * every; }
  FrameRate rate() const;
};

/// The fields of a film: those of film_fields() and film_output_fields(), and
///
///     ffmpeg      the ffmpeg to use
///     resume      true or false
///     in-flight   1 to 256
///     every       only each n-th frame, so that time runs the same
///     preview     true or false; a quarter of the size along both sides, and each fourth frame unless told otherwise
std::vector<std::string> film_job_fields();

/// The film that the fields describe, with tracks of keyframes that have no field, and with_notebook_defaults(). Throws InvalidInput, naming the
/// field, and Failure if a palette file cannot be read.
FilmJob read_film_job(const Settings& given, const std::vector<Movement>& timeline = {});

/// The command line that makes the film again, without its output.
std::string command_line_of(const FilmJob& job);

/// What the film carries besides: the version of lyap too, and a checksum of the colours if they are those of a file.
Recipe recipe_of(const FilmJob& job);

/// The number of slots that a backend of one device needs for the film if `threads` CPU threads write it, 0 for one per
/// processor.
std::size_t slots_of(const FilmJob& job, int threads);

/// All frames of the job's range, or those that are to be resumed. Throws as missing_frames() does.
std::vector<std::int64_t> frames_to_render(const FilmJob& job, const Work& work);

/// Timings and frame counts of a film that was rendered.
struct FilmResult {
  /// Timings of the rendering; `finishing` is the seconds that opening and finishing the film took in addition.
  FilmTimings timings;
  double finishing = 0;
  std::int64_t rendered = 0;
  /// Frames that were there already.
  std::int64_t skipped = 0;
  /// Of a sequence of pictures: what is there of a longer film with the same name.
  LeftFrames left{};
};

/// Renders the film into its output, in the colours that its tone finds in all of the film where it leaves them open,
/// on a backend that was created with at least slots_of() slots. After each stored frame `progress` gets the state of
/// the work and the number of frames that existed already. Throws Interrupted or Failure, whose message says which part
/// of the film was kept; InvalidInput if existing frames belong to another film; and Failure, before anything is made,
/// if there is not enough memory for the frames in flight.
FilmResult run_film(const FilmJob& job, Backend& backend, const Work& work,
                    const std::function<void(const FilmProgress&, std::int64_t skipped)>& progress = {});

}  // namespace lyap
