#include "tools/commands/job_report.h"

#include "tools/terminal/steps_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {

std::string timings_text(const StillTimings& timings) {
  return fmt::format(
      "timings: {:.3f} s in all; {:.3f} s computing or waiting for it, {:.3f} s compressing and writing meanwhile; "
      "{} (code path {})\n",
      timings.total, timings.waiting, timings.storing, steps_text(timings.steps_done, timings.steps_asked),
      timings.code_path);
}

std::string timings_text(const FilmJob& job, const FilmResult& result) {
  const FilmTimings& timings = result.timings;
  const char* sink = job.output.target == FilmTarget::kVideo ? "encoder" : "writing";
  return fmt::format(
      "timings: {:.3f} s in all; rendering busy {:.3f} s, idle {:.3f} s ({:.3f} s of it for want of a free slot); "
      "copying back {:.3f} s; {} busy {:.3f} s, waiting {:.3f} s; opening and finishing {:.3f} s; {} (code path {})\n",
      timings.total + result.finishing, timings.computing, std::max(0.0, timings.total - timings.computing),
      timings.blocked, timings.copying, sink, timings.storing, timings.starved, result.finishing,
      steps_text(timings.steps_done, timings.steps_asked), timings.code_path);
}

ProgressState progress_of(const FilmJob& job, const FilmProgress& state, std::int64_t frames) {
  const std::int64_t stored = state.frames_stored;
  ProgressState progress{.share = static_cast<double>(stored) / static_cast<double>(frames + 1),
                         .frames_done = stored,
                         .frames = frames,
                         .job = job.output.path,
                         .stage = stored == 0 ? "opening" : (stored < frames ? "rendering" : "finishing")};
  const FilmTimings& timings = state.timings;
  // A tenth of the time is what the first frame and the rhythm of the slots take anyway.
  if (std::max(timings.blocked, timings.starved) < timings.total / 10) return progress;
  const std::string_view sink = job.output.target == FilmTarget::kVideo ? "encoder" : "writing";
  const bool rendering_waits = timings.blocked > timings.starved;
  progress.waiting = rendering_waits ? "rendering" : sink;
  progress.waiting_for = rendering_waits ? sink : "rendering";
  return progress;
}

std::string frames_text(std::int64_t frames) {
  return fmt::format("{} frame{}", frames, frames == 1 ? "" : "s");
}

}  // namespace lyap
