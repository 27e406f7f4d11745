#include "tools/options/still_job.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "tools/options/free_file_name.h"
#include "tools/options/still_files.h"
#include "tools/terminal/standard_output.h"
#include "tools/terminal/steps_text.h"

#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::string_view kStandardOutput = "-";

std::string output_of(const RenderOptions& options, const RenderSpec& spec) {
  if (!options.output) return free_file_name(spec.sequence, ".png");
  refuse_terminal(*options.output);
  const std::string extension = lower_case(std::filesystem::path(*options.output).extension().string());
  if (!extension.empty() && extension != ".png") {
    throw InvalidInput("-o", fmt::format("'{}' ends in {}: stills are written as .png", *options.output, extension));
  }
  return *options.output;
}

/// The file that `option` names for an array, "" for none. Throws InvalidInput if it cannot be that of one.
std::string array_file_of(const std::string& option, const std::string& path) {
  if (path.empty()) return path;
  refuse_terminal(path, option);
  if (path != kStandardOutput && lower_case(std::filesystem::path(path).extension().string()) != ".npy") {
    throw InvalidInput(option, fmt::format("'{}': arrays are written as .npy", path));
  }
  return path;
}

std::filesystem::path place_of(const std::string& path) {
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::absolute(path);
  const std::filesystem::path canonical = std::filesystem::weakly_canonical(absolute, error);
  return error ? absolute : canonical;
}

/// Each output needs a place of its own, and something that goes there. Throws InvalidInput.
void check_outputs(const StillJob& job) {
  const auto is_standard_output = [](const std::string& path) { return path == kStandardOutput; };
  for (const auto& [option, path] : {std::pair("--save-exponents", job.exponents), {"--save-period", job.periods}}) {
    if (is_standard_output(path) && is_standard_output(job.output)) {
      throw InvalidInput(option, "standard output gets the picture; name a file for the array");
    }
  }
  if (!job.periods.empty() && job.spec.brute_force) {
    throw InvalidInput("--save-period", "periods are not looked for with --brute-force; leave one of them out");
  }
  if (job.exponents.empty() || job.periods.empty() || place_of(job.exponents) != place_of(job.periods)) return;
  throw InvalidInput("--save-period",
                     fmt::format("{} gets the exponents; name another file", name_of_output(job.periods)));
}

}  // namespace

StillJob still_job_of(const RenderOptions& options) {
  const RenderSpec spec = picture_of(options.picture);
  spec.validate();
  StillJob job{.spec = spec,
               .palette = palette_of(options.picture),
               .output = output_of(options, spec),
               .exponents = array_file_of("--save-exponents", options.save_exponents),
               .periods = array_file_of("--save-period", options.save_period),
               .threads = backend_options_of(options.computing, 1, {}).threads};
  check_outputs(job);
  return job;
}

StillTimings run_still(const StillJob& job, Backend& backend, std::size_t slots,
                       const std::function<void(double share)>& progress, const std::stop_token& stop) {
  const std::shared_ptr<const Frame> frame = frame_of(job);
  StillFiles files(job, *frame, stop);
  const StillCallbacks callbacks{[&](const Band& band) { files.store(band); }, progress};
  StillTimings timings = render_still(backend, slots, frame, callbacks, stop);
  files.finish();
  return timings;
}

std::string timings_text(const StillTimings& timings) {
  return fmt::format(
      "timings: {:.3f} s in all; {:.3f} s computing or waiting for it, {:.3f} s compressing and writing meanwhile; "
      "{} (code path {})\n",
      timings.total, timings.waiting, timings.storing, steps_text(timings.steps_done, timings.steps_asked),
      timings.code_path);
}

}  // namespace lyap
