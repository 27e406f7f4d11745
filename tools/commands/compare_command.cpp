#include "tools/commands/compare_command.h"

#include "host/jobs/backend_settings.h"
#include "host/jobs/comparison_run.h"
#include "tools/commands/comparison_report.h"
#include "tools/options/backend_options.h"
#include "tools/options/comparison_options.h"
#include "tools/options/film_options.h"
#include "tools/options/film_table.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr int kSame = 0;
constexpr int kDifferent = 3;
constexpr const char* kFrames = "frames";

ComparisonJob job_of(const CompareOptions& options) {
  Settings settings = options.comparison.settings();
  if (options.film_frames) settings.set("film-frames", *options.film_frames);
  return read_comparison_job(settings, options.timeline);
}

ProgressState progress_of(const ComparisonJob& job, std::int64_t done, double share) {
  const std::int64_t all = job.comparisons();
  const double share_of_all = (static_cast<double>(done) + share) / static_cast<double>(all);
  return {share_of_all, all > 1 ? done : 0, all > 1 ? all : 0, {}};
}

}  // namespace

CompareOptions::CompareOptions(CLI::App& command) : comparison(command), backend(command) {
  add_comparison_options(comparison);
  command.add_flag("--json", json, "The report as JSON")->group("Reports")->check(CLI::IsMember({"true", "false"}));
  add_progress_options(command, reports, "No progress and no report, only the exit code");
  add_device_options(backend);
}

OptionOrigins apply_film_file(CompareOptions& options) {
  CLI::App& command = options.comparison.command();
  const std::optional<std::string> path = take_film_file(command);
  if (!path) return {};
  const toml::table table = read_toml(*path, "sequence");
  OptionFile file(*path, command, rival_comparison_options());
  // What a film has and a comparison lacks, or calls by the same name and means another thing.
  CLI::App animate;
  FieldOptions film(animate);
  add_film_options(film);
  apply_film_table(file, table, options.timeline, [&](const std::string& name) {
    const bool is_known = animate.get_option_no_throw("--" + name) != nullptr;
    return name == kFrames || name == "range" || (is_known && command.get_option_no_throw("--" + name) == nullptr);
  });
  if (const auto frames = table[kFrames].value<std::int64_t>()) options.film_frames = fmt::format("{}", *frames);
  return file.origins();
}

int run_compare(const CompareOptions& options, StopSignals& signals) {
  const ComparisonJob job = job_of(options);
  BackendSettings settings = read_backend_settings(options.backend.settings());
  settings.options.slots = kExponentSlots;
  ProgressReport report(options.reports.style());
  const bool tells_json = options.json && !options.reports.quiet;
  const bool tells_text = !options.json && !options.reports.quiet;
  std::vector<ComparisonResult> results;
  const ComparisonRunCallbacks callbacks{
      [&](const ComparisonResult& result) {
        results.push_back(result);
        report.clear();
        if (tells_text) print_answer(result_text(job, result));
      },
      [&](std::int64_t done, double share) { report.update(progress_of(job, done, share)); }};
  if (tells_text && job.has_picture) print_answer(job.command_line() + "\n");
  signals.defer();
  try {
    run_comparisons(job, settings.options, {settings.options.threads, signals.token(), signals.abandon_token()},
                    callbacks);
    const auto frames = static_cast<std::int64_t>(results.size());
    report.finish({.frames_done = frames, .frames = frames});
  } catch (...) {
    report.clear();
    if (tells_json && !results.empty()) print_answer(comparison_json(job, results));
    throw;
  }
  if (tells_text) print_answer(count_text(results));
  if (tells_json) print_answer(comparison_json(job, results));
  const bool within = std::all_of(results.begin(), results.end(), [&](const ComparisonResult& result) {
    return is_within(result.comparison, job.tolerance);
  });
  return within ? kSame : kDifferent;
}

}  // namespace lyap
