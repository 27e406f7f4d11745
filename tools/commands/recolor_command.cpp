#include "tools/commands/recolor_command.h"

#include "host/base/stopwatch.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/recolor_job.h"
#include "tools/options/picture_options.h"
#include "tools/terminal/standard_output.h"

#include <fmt/format.h>

namespace lyap {

RecolorOptions::RecolorOptions(CLI::App& command) : picture(command), computing(command) {
  picture.begin_group("");
  picture.add_argument("INPUT", "The exponents: a .npy file as of --save-exponents, or an .exr file");
  picture.begin_group("Picture");
  picture.add("-o,--output,--fname", "FILE", "PNG or EXR file, - for standard output");
  picture.add("--depth", "8|16", "Bits a channel of PNG files; 16 has colours between those of the palette", "8");
  add_look_options(picture);
  computing.begin_group("Computing");
  computing.add("--threads,--cores", "N", "CPU threads, 0 for all processors", "0");
  add_progress_options(command, reports, "No progress and no report");
}

void run_recolor_command(const RecolorOptions& options, StopSignals& signals) {
  const Settings settings = options.picture.settings();
  refuse_terminal(settings.text("output"));
  const RecolorJob job = read_recolor_job(settings);
  const int threads = read_backend_settings(options.computing.settings()).options.threads;
  ProgressReport report(options.reports.style());
  signals.defer();
  const Stopwatch stopwatch;
  const Size size = run_recolor(job, {threads, signals.token(), signals.abandon_token()},
                                [&](double share) { report.update({.share = share}); });
  report.clear();
  if (options.reports.quiet) return;
  print_report(
      fmt::format("{:.2f} s: {} ({}x{})\n", stopwatch.seconds(), name_of_output(job.output), size.width, size.height));
}

}  // namespace lyap
