#include "tools/commands/animate_command.h"

#include "host/backends/backend_registry.h"
#include "tools/options/film_job.h"
#include "tools/terminal/standard_output.h"

#include <fmt/format.h>

namespace lyap {
namespace {

void print_summary(const FilmJob& job, const std::string& backend, const FilmResult& result) {
  const auto [width, height] = job.film.picture.size;
  std::string text = fmt::format("{}, {}", backend, frames_text(result.rendered));
  if (result.rendered > 0) {
    const double seconds = result.timings.total + result.finishing;
    text += fmt::format(" in {:.2f} s, {:.3g} frames/s", seconds, static_cast<double>(result.rendered) / seconds);
  }
  if (result.skipped > 0) text += fmt::format(", {} were there already", result.skipped);
  print_report(fmt::format("{}: {} ({}x{}, {} fps)\n", text, name_of_output(job.output.path), width, height,
                           text_of(job.film.rate)));
}

}  // namespace

void run_animate(const AnimateOptions& options, const StopSignals& signals) {
  const FilmJob job = film_job_of(options);
  const BackendOptions backend_options = backend_options_of(options.computing, job.slots, signals.token());
  const ProgressStyle style = progress_style_of(options.computing);
  const BackendDescription description = find_backend(options.computing.backend);
  const auto backend = description.create(backend_options);

  ProgressReport report(style);
  const auto progress = [&](const FilmProgress& state, std::int64_t skipped) {
    const std::int64_t frames = job.frames() - skipped;
    report.update({static_cast<double>(state.frames_stored) / static_cast<double>(frames), state.frames_stored, frames,
                   waiting_side(job, state.timings)});
  };
  const std::stop_callback stopping(signals.token(), announce_stop);
  const FilmResult result = run_film(job, *backend, progress, signals.token());
  // Nothing was left to render, which a program that drives us should hear as well.
  if (result.rendered == 0) report.update({.share = 1});
  report.clear();
  if (!options.computing.quiet) {
    print_summary(job, fmt::format("{} ({})", description.name, backend->device()), result);
  }
  if (options.computing.timings) print_report(timings_text(job, result) + note_of(*backend));
}

}  // namespace lyap
