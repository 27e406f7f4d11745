#include "tools/commands/segments_command.h"

#include "host/backends/chosen_backend.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/read_field.h"
#include "tools/commands/job_notes.h"
#include "tools/commands/job_report.h"
#include "tools/options/chosen_output.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/standard_output.h"

#include <optional>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kSegments = "segments";
constexpr const char* kSegmentFrames = "segment-frames";
/// The checksums of a segment's frames are an argument of ffmpeg.
constexpr std::int64_t kMaxSegmentFrames = 5000;

}  // namespace

void add_segment_options(FieldOptions& options) {
  options.begin_group("Film");
  options.add_flag(fmt::format("--{}", kSegments),
                   "Make a video in segments: the same bytes as from `lyap farm`, and --resume goes on");
  options.begin_group("");
  options.add(fmt::format("--{}", kSegmentFrames), "N", "Frames in a segment, for tests")->group("");
}

SegmentChoice take_segment_choice(Settings& film) {
  SegmentChoice choice{.resume = film.flag("resume"), .frames = {}};
  if (film.has(kSegmentFrames)) {
    choice.frames = read_integer(film, kSegmentFrames, 1, 1, kMaxSegmentFrames, "the number of frames in a segment");
  }
  for (const char* field : {kSegments, kSegmentFrames, "resume"}) film.remove(field);
  return choice;
}

bool wants_segments(const Settings& film) {
  return film.flag(kSegments);
}

void run_segments_command(AnimateOptions& options, Settings film, StopSignals& signals) {
  const SegmentChoice choice = take_segment_choice(film);
  const std::optional<ReservedName> name = choose_output(film, ".mp4");
  const FilmJob job = read_film_job(film);
  options.like.check_palette(film, job.palette);
  BackendSettings settings = read_backend_settings(options.backend.settings());
  settings.options.slots = slots_of(job, settings.options.threads);
  const ProgressStyle style = options.reports.style();
  signals.defer();
  const ChosenBackend chosen = make_chosen_backend(settings.backend, settings.options);
  if (!options.reports.quiet) print_report(style, "note", notes_of(options, film, job, chosen.note));

  ProgressReport report(style);
  const auto progress = [&](std::int64_t done, std::int64_t skipped) {
    const std::int64_t frames = job.frames() - skipped;
    report.update({.share = static_cast<double>(done) / static_cast<double>(frames),
                   .frames_done = done,
                   .frames = frames,
                   .job = job.output.path,
                   .stage = "rendering"});
  };
  const std::stop_callback stopping(signals.token(), announce_stop);
  const Work work{settings.options.threads, signals.token(), signals.abandon_token()};
  const SegmentedResult result = run_segmented_film(job, choice, *chosen.backend, work, progress);
  report.finish({.frames_done = job.frames(), .frames = job.frames(), .job = job.output.path});
  if (options.reports.quiet) return;
  const std::string skipped =
      result.skipped > 0 ? fmt::format(", {} were there already", result.skipped) : std::string();
  print_report(style, "summary",
               fmt::format("{} ({}), {} in {:.2f} s{}: {} ({}x{}, {} fps)\n", chosen.name, chosen.backend->device(),
                           frames_text(result.rendered), result.seconds, skipped, name_of_output(job.output.path),
                           job.film.picture.size.width, job.film.picture.size.height, text_of(job.rate())));
}

}  // namespace lyap
