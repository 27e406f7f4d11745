#include "tools/commands/render_command.h"

#include "host/backends/backend_registry.h"
#include "tools/options/still_job.h"
#include "tools/terminal/standard_output.h"

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::size_t kSlots = 3;

void print_summary(const StillJob& job, const std::string& backend, const StillTimings& timings) {
  const auto [width, height] = job.spec.size;
  const double iterations = static_cast<double>(job.spec.transient + job.spec.iterations - 1) * width * height;
  print_report(fmt::format("{}, {}, {:.3g} G iterations/s, {:.2f} s: {} ({}x{})\n", backend,
                           name_of(choose_precision(job.spec)), iterations / timings.total / 1e9, timings.total,
                           name_of_output(job.output), width, height));
}

}  // namespace

void run_render(const RenderOptions& options, const StopSignals& signals) {
  const StillJob job = still_job_of(options);
  const BackendOptions backend_options = backend_options_of(options.computing, kSlots, signals.token());
  const ProgressStyle style = progress_style_of(options.computing);
  const BackendDescription description = find_backend(options.computing.backend);
  const auto backend = description.create(backend_options);

  ProgressReport report(style);
  const StillTimings timings = run_still(
      job, *backend, slots_for(kSlots, backend->device_count()), [&](double share) { report.update({.share = share}); },
      signals.token());
  report.clear();
  if (!options.computing.quiet) {
    print_summary(job, fmt::format("{} ({})", description.name, backend->device()), timings);
  }
  if (options.computing.timings) print_report(timings_text(timings) + note_of(*backend));
}

}  // namespace lyap
