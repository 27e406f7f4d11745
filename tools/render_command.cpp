#include "tools/render_command.h"

#include "host/backend.h"
#include "host/command_line.h"
#include "host/error.h"
#include "host/nearest_name.h"
#include "host/png_writer.h"
#include "host/still.h"
#include "host/version.h"
#include "tools/progress_bar.h"
#include "tools/standard_output.h"

#include <filesystem>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::size_t kSlots = 3;
constexpr const char* kStandardOutput = "-";

/// SEQUENCE.png, or the first of SEQUENCE-2.png, SEQUENCE-3.png … that is free: a name that the user did not choose
/// must not replace a file.
std::string free_file_name(const RenderSpec& spec) {
  constexpr std::size_t kMaxStem = 60;
  const std::string stem = spec.sequence.compact().substr(0, kMaxStem);
  std::string name = stem + ".png";
  for (int n = 2; std::filesystem::exists(std::filesystem::symlink_status(name)); ++n) {
    name = fmt::format("{}-{}.png", stem, n);
  }
  return name;
}

std::string output_of(const RenderOptions& options, const RenderSpec& spec) {
  if (!options.output) return free_file_name(spec);
  refuse_terminal(*options.output);
  const std::string extension = lower_case(std::filesystem::path(*options.output).extension().string());
  if (!extension.empty() && extension != ".png") {
    throw InvalidInput(fmt::format("-o: '{}' ends in {}: stills are written as .png", *options.output, extension));
  }
  return *options.output;
}

PngImage describe_png(const RenderSpec& spec, const Palette& palette, bool indexed) {
  PngImage image;
  image.width = static_cast<std::uint32_t>(spec.size.width);
  image.height = static_cast<std::uint32_t>(spec.size.height);
  if (indexed) image.palette = palette.entries;
  image.text = {{"Software", fmt::format("lyap {}", kVersion)},
                {"Title", fmt::format("Lyapunov fractal {}", spec.sequence.compact())},
                {"Comment", command_line_of(spec, palette.name)}};
  return image;
}

struct Summary {
  std::string backend;
  std::string device;
  const Frame& frame;
  const StillTimings& timings;
  std::string output;
};

void print_summary(const Summary& summary) {
  const double rate = summary.frame.total_iterations() / summary.timings.total;
  const auto [width, height] = summary.frame.size();
  print_report(fmt::format("{} ({}), {}, {:.3g} G iterations/s, {:.2f} s: {} ({}x{})\n", summary.backend,
                           summary.device, name_of(summary.frame.precision()), rate / 1e9, summary.timings.total,
                           summary.output == kStandardOutput ? "standard output" : summary.output, width, height));
}

void print_timings(const StillTimings& timings) {
  print_report(fmt::format(
      "timings: {:.3f} s in all; {:.3f} s computing or waiting for it, {:.3f} s compressing and writing meanwhile"
      " (code path {})\n",
      timings.total, timings.waiting, timings.storing, timings.code_path));
}

}  // namespace

void run_render(const RenderOptions& options, const StopSignals& signals) {
  const RenderSpec spec = spec_of(options);
  const Palette palette = palette_of(options);
  const BackendOptions backend_options{kSlots, threads_of(options), device_of(options), signals.token()};
  const BackendDescription description = find_backend(options.backend);
  const std::string output = output_of(options, spec);

  const bool indexed = palette.entries.size() <= kMaxPngPalette;
  const auto frame =
      std::make_shared<const Frame>(spec, palette, indexed ? PixelFormat::kIndexed8 : PixelFormat::kRgb24);
  const auto backend = description.create(backend_options);

  OutputFile file(output);
  PngWriter png(file, describe_png(spec, palette, indexed));
  ProgressBar bar(!options.quiet);
  const StillCallbacks callbacks{[&](std::span<const std::byte> rows) { png.write_rows(rows); },
                                 [&](double share) { bar.update(share); }};
  const StillTimings timings = render_still(*backend, kSlots, frame, callbacks, signals.token());
  png.finish();
  file.commit();

  bar.clear();
  if (!options.quiet) print_summary({description.name, backend->device(), *frame, timings, output});
  if (options.timings) print_timings(timings);
}

}  // namespace lyap
