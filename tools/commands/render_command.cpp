#include "tools/commands/render_command.h"

#include "host/backends/chosen_backend.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/still_job.h"
#include "tools/commands/job_notes.h"
#include "tools/commands/job_report.h"
#include "tools/options/backend_options.h"
#include "tools/options/chosen_output.h"
#include "tools/options/still_options.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/standard_output.h"

#include <optional>

#include <fmt/format.h>

namespace lyap {
namespace {

Settings settings_of(RenderOptions& options, const StopSignals& signals) {
  Settings settings = options.like.settings({}, false, signals.token());
  for (const char* field : {"output", "save-exponents", "save-period"}) refuse_terminal(settings.text(field), field);
  return settings;
}

/// The picture, or the arrays where there is none.
std::string written_by(const StillJob& job) {
  if (job.has_picture()) return name_of_output(job.output);
  return name_of_output(job.exponents.empty() ? job.periods : job.exponents);
}

void print_summary(ProgressStyle style, const StillJob& job, const std::string& backend, const StillTimings& timings) {
  const auto [width, height] = job.spec.size;
  const double iterations = static_cast<double>(job.spec.transient + job.spec.iterations - 1) * width * height;
  print_report(
      style, "summary",
      fmt::format("{}, {}, {:.3g} G iterations/s, {:.2f} s: {} ({}x{})\n", backend, name_of(choose_precision(job.spec)),
                  iterations / timings.total / 1e9, timings.total, written_by(job), width, height));
}

}  // namespace

RenderOptions::RenderOptions(CLI::App& command) : still(command), like(still), backend(command) {
  add_still_options(still);
  add_backend_options(backend);
  add_report_options(command, reports);
}

void run_render(RenderOptions& options, StopSignals& signals) {
  Settings still = settings_of(options, signals);
  const std::optional<ReservedName> name = choose_output(still, ".png");
  const StillJob job = read_still_job(still);
  options.like.check_palette(still, job.palette);
  BackendSettings settings = read_backend_settings(options.backend.settings());
  const ProgressStyle style = options.reports.style();
  signals.defer();
  const ChosenBackend chosen = make_chosen_backend(settings.backend, settings.options);
  if (!options.reports.quiet) {
    print_report(style, "note", note_text(chosen.note) + note_of_size(still, job.spec) + notes_of(job));
  }

  ProgressReport report(style);
  const StillTimings timings =
      run_still(job, *chosen.backend, {settings.options.threads, signals.token(), signals.abandon_token()},
                [&](double share) { report.update({.share = share, .job = written_by(job), .stage = "rendering"}); });
  report.finish({.job = written_by(job)});
  if (!options.reports.quiet) {
    print_summary(style, job, fmt::format("{} ({})", chosen.name, chosen.backend->device()), timings);
    print_report(style, "note", note_of_flatness(job, timings));
  }
  if (options.reports.timings) {
    print_report(style, "timings", timings_text(timings) + note_text(chosen.backend->note()));
  }
}

}  // namespace lyap
