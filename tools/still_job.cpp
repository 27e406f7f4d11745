#include "tools/still_job.h"

#include "host/command_line.h"
#include "host/error.h"
#include "host/exponent_painter.h"
#include "host/nearest_name.h"
#include "host/npy_file.h"
#include "host/picture_file.h"
#include "tools/free_file_name.h"
#include "tools/standard_output.h"

#include <filesystem>
#include <string_view>

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

std::string exponents_of(const RenderOptions& options) {
  const std::string& path = options.save_exponents;
  if (path.empty()) return path;
  if (path == kStandardOutput && options.output == kStandardOutput) {
    throw InvalidInput("--save-exponents", "standard output gets the picture; name a file for the exponents");
  }
  refuse_terminal(path, "--save-exponents");
  if (path != kStandardOutput && lower_case(std::filesystem::path(path).extension().string()) != ".npy") {
    throw InvalidInput("--save-exponents", fmt::format("'{}': exponents are written as .npy", path));
  }
  return path;
}

StillTimings render_picture(const StillJob& job, Backend& backend, std::size_t slots,
                            const std::function<void(double share)>& progress, const std::stop_token& stop) {
  const auto frame = std::make_shared<const Frame>(job.spec, job.palette, picture_file_format(job.palette));
  OutputFile file(job.output, stop);
  PngWriter png(file, picture_file_of(job.spec, job.palette));
  const StillCallbacks callbacks{[&](std::span<const std::byte> rows) { png.write_rows(rows); }, progress};
  StillTimings timings = render_still(backend, slots, frame, callbacks, stop);
  png.finish();
  file.commit();
  return timings;
}

/// Computes exponents, stores them and paints the picture with them.
StillTimings render_both(const StillJob& job, Backend& backend, std::size_t slots,
                         const std::function<void(double share)>& progress, const std::stop_token& stop) {
  const auto frame = std::make_shared<const Frame>(job.spec, job.palette, PixelFormat::kExponents);
  const auto colors = std::make_shared<const ColorTable>(job.palette, picture_file_format(job.palette));
  ExponentPainter painter(colors, frame->precision(), job.threads);
  OutputFile picture(job.output, stop);
  PngWriter png(picture, picture_file_of(job.spec, job.palette));
  OutputFile exponents(job.exponents, stop);
  NpyWriter npy(exponents, frame->size(), frame->precision());
  const auto store = [&](std::span<const std::byte> rows) {
    npy.write_rows(rows);
    png.write_rows(painter.paint(rows));
  };
  StillTimings timings = render_still(backend, slots, frame, {store, progress}, stop);
  npy.finish();
  png.finish();
  exponents.commit();
  picture.commit();
  return timings;
}

}  // namespace

StillJob still_job_of(const RenderOptions& options) {
  const RenderSpec spec = picture_of(options.picture);
  spec.validate();
  return {spec, palette_of(options.picture), output_of(options, spec), exponents_of(options),
          backend_options_of(options.computing, 1, {}).threads};
}

StillTimings run_still(const StillJob& job, Backend& backend, std::size_t slots,
                       const std::function<void(double share)>& progress, const std::stop_token& stop) {
  return job.exponents.empty() ? render_picture(job, backend, slots, progress, stop)
                               : render_both(job, backend, slots, progress, stop);
}

std::string timings_text(const StillTimings& timings) {
  return fmt::format(
      "timings: {:.3f} s in all; {:.3f} s computing or waiting for it, {:.3f} s compressing and writing meanwhile"
      " (code path {})\n",
      timings.total, timings.waiting, timings.storing, timings.code_path);
}

}  // namespace lyap
