#include "tools/commands/exponent_sequence_command.h"

#include "host/backends/chosen_backend.h"
#include "host/base/stopwatch.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/exponent_sequence.h"
#include "tools/commands/job_notes.h"
#include "tools/commands/job_report.h"
#include "tools/terminal/json_report.h"

#include <fmt/format.h>

namespace lyap {

void run_exponent_sequence_command(AnimateOptions& options, const Settings& film, StopSignals& signals) {
  const ExponentSequenceJob job = read_exponent_sequence_job(film);
  const BackendSettings settings = read_backend_settings(options.backend.settings());
  const ProgressStyle style = options.reports.style();
  signals.defer();
  const ChosenBackend chosen = make_chosen_backend(settings.backend, settings.options);
  if (!options.reports.quiet) print_report(style, "note", note_text(options.like.note()) + note_text(chosen.note));

  ProgressReport report(style);
  const std::int64_t frames = job.range.frames();
  const auto progress = [&](std::int64_t done) {
    report.update({.share = static_cast<double>(done) / static_cast<double>(frames),
                   .frames_done = done,
                   .frames = frames,
                   .job = job.files,
                   .stage = "rendering"});
  };
  const Stopwatch stopwatch;
  run_exponent_sequence(job, *chosen.backend, {settings.options.threads, signals.token(), signals.abandon_token()},
                        progress);
  report.finish({.frames_done = frames, .frames = frames, .job = job.files});
  if (options.reports.quiet) return;
  print_report(style, "summary",
               fmt::format("{} ({}), {} in {:.2f} s: {}\n", chosen.name, chosen.backend->device(), frames_text(frames),
                           stopwatch.seconds(), job.files));
}

}  // namespace lyap
