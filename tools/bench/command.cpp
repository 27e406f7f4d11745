#include "tools/bench/command.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/system/output_file.h"
#include "host/system/read_file.h"
#include "tools/bench/against.h"
#include "tools/bench/measure.h"
#include "tools/bench/tables.h"
#include "tools/terminal/standard_output.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <system_error>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr int kDone = 0;
constexpr int kWorse = 3;

/// The run in a file; nothing if `path`, the value of `field`, is empty.
std::optional<BenchRun> read_run(const std::string& field, const std::string& path) {
  if (path.empty()) return {};
  try {
    constexpr std::size_t kMaxBytes = std::size_t{64} << 20U;
    return parse_bench_json(read_file(path, kMaxBytes), path);
  } catch (const InvalidInput& fault) {
    throw InvalidInput(field, fault.what());
  }
}

/// What is saved may not take the place of what is read.
void check_json_path(const BenchOptions& options) {
  refuse_terminal(options.json, "json");
  std::error_code error;
  for (const std::string& read : {options.from, options.against}) {
    if (read.empty() || !std::filesystem::equivalent(options.json, read, error)) continue;
    throw InvalidInput("json", fmt::format("{} is the run that is read; choose another name", in_quotes(read)));
  }
}

BenchRun measure_run(const BenchOptions& options, const std::string& command, const StopSignals& signals) {
  ProgressReport report(options.quiet ? ProgressStyle::kNone : options.progress);
  const auto tell = [&](double share) { report.update({.share = share, .stage = "measuring"}); };
  BenchRun run = measure(options.plan, tell, signals.token());
  report.finish({});
  run.command = command;
  return run;
}

}  // namespace

int run_bench(const BenchOptions& options, const std::string& command, StopSignals& signals) {
  const std::optional<BenchRun> earlier = read_run("against", options.against);
  std::optional<BenchRun> run = read_run("from", options.from);
  signals.defer();
  // It is open before the run, whose minutes would be lost if it could not be.
  std::optional<OutputFile> json;
  if (!options.json.empty()) {
    check_json_path(options);
    json.emplace(options.json, signals.token());
  }
  if (!run) run = measure_run(options, command, signals);
  if (json) {
    const std::string text = bench_json(*run);
    json->write(std::as_bytes(std::span(text)));
    json->commit();
  }
  const bool tells = !options.quiet && options.json != "-";
  if (tells) print_answer(bench_tables(*run));
  if (!earlier) return kDone;
  const BenchAgainst against = bench_against(*run, *earlier, options.worse_than);
  if (tells) print_answer("\n" + against_text(against));
  if (against.pairs.empty()) {
    throw InvalidInput("against", fmt::format("{} has no figure that this run has", in_quotes(options.against)));
  }
  return against.worse > 0 ? kWorse : kDone;
}

}  // namespace lyap
