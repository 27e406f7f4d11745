#include "tools/bench/bench_command.h"

#include "host/backends/cuda/cuda_device_info.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/system/output_file.h"
#include "tools/bench/bench_against.h"
#include "tools/bench/bench_chart.h"
#include "tools/bench/bench_tables.h"
#include "tools/bench/measure.h"
#include "tools/options/read_option.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <system_error>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr int kDone = 0;
constexpr int kWorse = 3;

BenchRun read_run(const std::string& option, const std::string& path) {
  constexpr std::uintmax_t kMostBytes = std::uintmax_t{64} << 20U;
  std::error_code error;
  const bool is_file = std::filesystem::is_regular_file(path, error);
  if (is_file && std::filesystem::file_size(path, error) > kMostBytes) {
    throw InvalidInput(option, fmt::format("{} is too large for a run", in_quotes(path)));
  }
  std::ifstream file;
  if (is_file) file.open(path, std::ios::binary);
  if (!file.is_open()) throw InvalidInput(option, fmt::format("{} cannot be read; is it a file?", in_quotes(path)));
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return read_option(option, text, [&](const std::string& content) { return parse_bench_json(content, path); });
}

/// No output may take the place of another one, or of what is read.
void check_names(const BenchOptions& options) {
  const auto refuse = [](const std::string& option, const std::optional<std::string>& path,
                         const std::optional<std::string>& other) {
    std::error_code error;
    if (!path || !other || *path == "-") return;
    if (std::filesystem::weakly_canonical(*path, error) != std::filesystem::weakly_canonical(*other, error)) return;
    throw InvalidInput(option, fmt::format("{} is used otherwise as well; choose another name", in_quotes(*path)));
  };
  refuse("--json", options.json, options.plot);
  refuse("--json", options.json, options.against);
  refuse("--json", options.json, options.from);
  refuse("--plot", options.plot, options.against);
  refuse("--plot", options.plot, options.from);
}

/// Rates beside the ceiling of a GPU are those of one.
int measured_device(const DeviceChoice& devices, const std::string& text) {
  if (devices.is_first()) {
    const std::vector<int> usable = chosen_cuda_devices(devices);
    return usable.empty() ? 0 : usable.front();
  }
  if (devices.numbers().size() == 1) return devices.numbers().front();
  throw InvalidInput("--device", fmt::format("{}: one GPU is measured at a time; give its number", in_quotes(text)));
}

BenchRun measure_run(const BenchOptions& options, const std::string& command, const StopSignals& signals) {
  constexpr std::array kShown{BenchSection::kRates, BenchSection::kEarlyEnd, BenchSection::kScaling};
  BenchPlan plan = bench_plan_of(options);
  const bool has_chart = std::ranges::any_of(kShown, [&](auto section) { return plan.sections.contains(section); });
  if (options.plot && !has_chart) {
    throw InvalidInput("--plot", "a chart shows rates, early ends and scaling; --only leaves out all of them");
  }
  const BackendOptions computing = backend_options_of(options.computing, 1);
  plan.threads = computing.threads;
  plan.device = measured_device(computing.devices, options.computing.device);
  if (options.computing.no_jit) plan.kernels_made = KernelsMade::kNever;
  ProgressReport report(progress_style_of(options.computing));
  BenchRun run = measure(
      plan, [&](const BenchProgress& progress) { report.update({.share = progress.share}); }, signals.token());
  report.clear();
  run.command = command;
  return run;
}

/// What is wrong with the outputs is told before anything is measured.
void check_outputs(const BenchOptions& options, const StopSignals& signals) {
  if (options.json) refuse_terminal(*options.json, "--json");
  check_names(options);
  if (!options.plot) return;
  read_option("--plot", *options.plot, [](const std::string& path) {
    check_chart_path(path);
    return path;
  });
  static_cast<void>(OutputFile(*options.plot, signals.token()));
  check_gnuplot(options.gnuplot, signals.token());
}

/// --worse-than; only a comparison has a use for it.
double limit_of(const BenchOptions& options) {
  constexpr double kUsual = 0.1;
  if (options.worse_than.empty()) return kUsual;
  if (!options.against) throw InvalidInput("--worse-than", "nothing is compared; name a run with --against");
  return read_option("--worse-than", options.worse_than, parse_share);
}

}  // namespace

int run_bench(const BenchOptions& options, const std::string& command, const StopSignals& signals) {
  check_outputs(options, signals);
  const double limit = limit_of(options);
  std::optional<BenchRun> earlier;
  if (options.against) earlier = read_run("--against", *options.against);
  if (options.from) refuse_measuring(options);
  // It is open before the run, whose minutes would be lost if it could not be.
  std::optional<OutputFile> json;
  if (options.json) json.emplace(*options.json, signals.token());

  const BenchRun run = options.from ? read_run("--from", *options.from) : measure_run(options, command, signals);
  const bool tells = !options.computing.quiet && options.json != "-";
  if (json) {
    const std::string text = bench_json(run);
    json->write(std::as_bytes(std::span(text)));
    json->commit();
  }
  if (tells) print_answer(bench_tables(run));
  const BenchAgainst against = earlier ? bench_against(run, *earlier, limit) : BenchAgainst{};
  if (tells && earlier) print_answer("\n" + against_text(against));
  if (options.plot) draw_bench_chart(run, *options.plot, options.gnuplot, signals.token());
  if (earlier && against.pairs.empty()) {
    throw InvalidInput("--against", fmt::format("{} has no figure that this run has", in_quotes(*options.against)));
  }
  return against.worse > 0 ? kWorse : kDone;
}

}  // namespace lyap
