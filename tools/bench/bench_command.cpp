#include "tools/bench/bench_command.h"

#include "host/error.h"
#include "host/output_file.h"
#include "tools/bench/bench_against.h"
#include "tools/bench/bench_chart.h"
#include "tools/bench/bench_tables.h"
#include "tools/bench/measure.h"
#include "tools/read_option.h"
#include "tools/standard_output.h"

#include <fstream>
#include <iterator>
#include <span>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr int kDone = 0;
constexpr int kWorse = 3;

BenchRun read_run(const std::string& option, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.is_open() || file.bad() || text.empty()) {
    throw InvalidInput(option, fmt::format("{} cannot be read; is it a file?", in_quotes(path)));
  }
  return parse_bench_json(text, path);
}

BenchRun measure_run(const BenchOptions& options, const std::string& command, const StopSignals& signals) {
  BenchPlan plan = bench_plan_of(options);
  const BackendOptions computing = backend_options_of(options.computing, 1, {});
  plan.threads = computing.threads;
  plan.device = computing.device;
  ProgressReport report(progress_style_of(options.computing));
  BenchRun run = measure(
      plan, [&](const BenchProgress& progress) { report.update({.share = progress.share}); }, signals.token());
  report.clear();
  run.command = command;
  return run;
}

void write_json(const BenchRun& run, const std::string& path) {
  OutputFile file(path);
  const std::string text = bench_json(run);
  file.write(std::as_bytes(std::span(text)));
  file.commit();
}

}  // namespace

int run_bench(const BenchOptions& options, const std::string& command, const StopSignals& signals) {
  if (options.json) refuse_terminal(*options.json);
  if (options.plot) {
    read_option("--plot", *options.plot, [](const std::string& path) {
      check_chart_path(path);
      return path;
    });
  }
  const double limit = read_option("--worse-than", options.worse_than, parse_share);
  std::optional<BenchRun> earlier;
  if (options.against) earlier = read_run("--against", *options.against);

  const BenchRun run = options.from ? read_run("--from", *options.from) : measure_run(options, command, signals);
  const bool tells = !options.computing.quiet && options.json != "-";
  if (options.json) write_json(run, *options.json);
  if (tells) print_answer(bench_tables(run));
  if (options.plot) draw_bench_chart(run, *options.plot, options.gnuplot, signals.token());
  if (!earlier) return kDone;
  const BenchAgainst against = bench_against(run, *earlier, limit);
  if (tells) print_answer("\n" + against_text(against));
  return against.worse > 0 ? kWorse : kDone;
}

}  // namespace lyap
