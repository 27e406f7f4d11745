#include "tools/still_job.h"

#include "host/command_line.h"
#include "host/error.h"
#include "host/nearest_name.h"
#include "host/picture_file.h"
#include "tools/free_file_name.h"
#include "tools/standard_output.h"

#include <filesystem>

#include <fmt/format.h>

namespace lyap {
namespace {

std::string output_of(const RenderOptions& options, const RenderSpec& spec) {
  if (!options.output) return free_file_name(spec.sequence, ".png");
  refuse_terminal(*options.output);
  const std::string extension = lower_case(std::filesystem::path(*options.output).extension().string());
  if (!extension.empty() && extension != ".png") {
    throw InvalidInput("-o", fmt::format("'{}' ends in {}: stills are written as .png", *options.output, extension));
  }
  return *options.output;
}

}  // namespace

StillJob still_job_of(const RenderOptions& options) {
  const RenderSpec spec = picture_of(options.picture);
  spec.validate();
  return {spec, palette_of(options.picture), output_of(options, spec)};
}

StillTimings run_still(const StillJob& job, Backend& backend, std::size_t slots,
                       const std::function<void(double share)>& progress, const std::stop_token& stop) {
  const auto frame = std::make_shared<const Frame>(job.spec, job.palette, picture_file_format(job.palette));
  OutputFile file(job.output);
  PngWriter png(file, picture_file_of(job.spec, job.palette));
  const StillCallbacks callbacks{[&](std::span<const std::byte> rows) { png.write_rows(rows); }, progress};
  StillTimings timings = render_still(backend, slots, frame, callbacks, stop);
  png.finish();
  file.commit();
  return timings;
}

std::string timings_text(const StillTimings& timings) {
  return fmt::format(
      "timings: {:.3f} s in all; {:.3f} s computing or waiting for it, {:.3f} s compressing and writing meanwhile"
      " (code path {})\n",
      timings.total, timings.waiting, timings.storing, timings.code_path);
}

}  // namespace lyap
