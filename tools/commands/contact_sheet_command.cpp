#include "tools/commands/contact_sheet_command.h"

#include "host/backends/chosen_backend.h"
#include "host/base/stopwatch.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/contact_sheet_job.h"
#include "tools/commands/job_notes.h"
#include "tools/commands/job_report.h"
#include "tools/options/chosen_output.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/progress_report.h"
#include "tools/terminal/standard_output.h"

#include <optional>

#include <fmt/format.h>

namespace lyap {

void run_contact_sheet_command(AnimateOptions& options, Settings film, StopSignals& signals) {
  refuse_terminal(film.text("output"));
  const std::optional<ReservedName> name = choose_output(film, ".png");
  const ContactSheetJob job = read_contact_sheet_job(film);
  options.like.check_palette(film, job.palette);
  const BackendSettings settings = read_backend_settings(options.backend.settings());
  const ProgressStyle style = options.reports.style();
  signals.defer();
  const ChosenBackend chosen = make_chosen_backend(settings.backend, settings.options);
  if (!options.reports.quiet) print_report(style, "note", note_text(options.like.note()) + note_text(chosen.note));

  ProgressReport report(style);
  const std::int64_t frames = job.grid.frames();
  const auto progress = [&](std::int64_t done) {
    report.update({.share = static_cast<double>(done) / static_cast<double>(frames),
                   .frames_done = done,
                   .frames = frames,
                   .job = job.output,
                   .stage = "rendering"});
  };
  const Stopwatch stopwatch;
  const Work work{settings.options.threads, signals.token(), signals.abandon_token()};
  const Size size = run_contact_sheet(job, *chosen.backend, work, progress);
  report.finish({.frames_done = frames, .frames = frames, .job = job.output});
  if (options.reports.quiet) return;
  print_report(
      style, "summary",
      fmt::format("{} ({}), {} in {:.2f} s: {} ({}x{})\n", chosen.name, chosen.backend->device(), frames_text(frames),
                  stopwatch.seconds(), name_of_output(job.output), size.width, size.height));
}

}  // namespace lyap
