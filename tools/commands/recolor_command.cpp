#include "tools/commands/recolor_command.h"

#include "host/backends/chosen_backend.h"
#include "host/base/stopwatch.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/recolor_job.h"
#include "tools/commands/job_notes.h"
#include "tools/commands/job_report.h"
#include "tools/options/backend_options.h"
#include "tools/options/picture_options.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace lyap {

namespace {

std::string text_of(const std::string& output, Size size) {
  return fmt::format("{} ({}x{})", name_of_output(output), size.width, size.height);
}

/// Paints all pictures. Returns what was made, for the report.
std::string recolor(const Settings& settings, const BackendSettings& backend, const ReportOptions& reports,
                    StopSignals& signals) {
  std::vector<RecolorJob> jobs = read_recolor_jobs(settings);
  if (!reports.quiet) print_report(reports.style(), "note", note_of_gaps(jobs));
  const Work work{backend.options.threads, signals.token(), signals.abandon_token()};
  ProgressReport report(reports.style());
  signals.defer();
  close_tones(jobs, work);
  const std::string output = settings.text("output");
  const std::int64_t frames = jobs.size() > 1 ? static_cast<std::int64_t>(jobs.size()) : 0;
  Size size{};
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const auto count = static_cast<double>(jobs.size());
    size = run_recolor(jobs[i], work, [&](double share) {
      report.update({.share = (static_cast<double>(i) + share) / count,
                     .frames_done = std::min(static_cast<std::int64_t>(i), frames),
                     .frames = frames,
                     .job = output,
                     .stage = "rendering"});
    });
  }
  report.finish({.frames_done = frames, .frames = frames, .job = output});
  if (jobs.size() == 1) return text_of(jobs.front().output, size);
  return fmt::format("{} to {}", frames_text(static_cast<std::int64_t>(jobs.size())),
                     name_of_output(settings.text("output")));
}

/// The same of a picture without exponents.
std::string render_again(const Settings& settings, const BackendSettings& backend, const ReportOptions& reports,
                         StopSignals& signals) {
  const StillJob job = read_repainted_job(settings, signals.token());
  ProgressReport report(reports.style());
  signals.defer();
  const ChosenBackend chosen = make_chosen_backend(backend.backend, backend.options);
  if (!reports.quiet) print_report(reports.style(), "note", note_text(chosen.note));
  run_still(job, *chosen.backend, {backend.options.threads, signals.token(), signals.abandon_token()},
            [&](double share) { report.update({.share = share, .job = job.output, .stage = "rendering"}); });
  report.finish({.job = job.output});
  return fmt::format("{}, rendered again, since {} has no exponents", text_of(job.output, job.spec.size),
                     settings.text("input"));
}

}  // namespace

RecolorOptions::RecolorOptions(CLI::App& command) : picture(command), backend(command) {
  picture.begin_group("");
  picture.add_argument(
      "INPUT",
      "The exponents: .npy, .npz or .exr, also frames like f_####.exr; or a .png of lyap's, which is rendered again");
  picture.begin_group("Picture");
  picture.add("-o,--output,--fname", "FILE", "PNG or EXR file, - for standard output");
  picture.add("--depth", "8|16", "Bits a channel of PNG files; 16 has colours between those of the palette", "8");
  add_look_options(picture);
  add_backend_options(backend);
  add_progress_options(command, reports, "No progress and no report");
}

void run_recolor_command(const RecolorOptions& options, StopSignals& signals) {
  const Settings settings = options.picture.settings();
  refuse_terminal(settings.text("output"));
  const BackendSettings backend = read_backend_settings(options.backend.settings());
  const Stopwatch stopwatch;
  const std::string what = may_have_exponents(settings.text("input"))
                               ? recolor(settings, backend, options.reports, signals)
                               : render_again(settings, backend, options.reports, signals);
  if (options.reports.quiet) return;
  print_report(options.reports.style(), "summary", fmt::format("{:.2f} s: {}\n", stopwatch.seconds(), what));
}

}  // namespace lyap
