#include "tools/computing_options.h"

#include "tools/read_option.h"

#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kComputing = "Computing";
constexpr const char* kReports = "Reports";

}  // namespace

void add_computing_options(CLI::App& command, ComputingOptions& options) {
  const auto add = [&](const char* name, std::string& value, const char* type, const char* description) {
    return command.add_option(name, value, description)->type_name(type)->group(kComputing)->capture_default_str();
  };
  const auto add_flag = [&](const char* name, bool& value, const char* description) {
    command.add_flag(name, value, description)->group(kReports)->check(CLI::IsMember({"true", "false"}));
  };
  add("--backend", options.backend, "NAME", "auto, cpu, or a name from `lyap backends`");
  add("--device", options.device, "N", "Number of the GPU");
  add("--threads,--cores", options.threads, "N", "CPU threads, 0 for all processors");
  add_flag("--quiet,-q", options.quiet, "No progress and no summary");
  add("--progress", options.progress, "STYLE", "bar, lines, json or none; auto is a bar on a terminal, else lines")
      ->group(kReports);
  add_flag("--timings", options.timings, "Where the time went");
}

BackendOptions backend_options_of(const ComputingOptions& options, std::size_t slots, std::stop_token stop) {
  constexpr int kMaxThreads = 4096;
  constexpr int kMaxDevice = 1023;
  const auto threads = read_integer("--threads", options.threads, 0, kMaxThreads, "the number of threads");
  const auto device = read_integer("--device", options.device, 0, kMaxDevice, "the number of the GPU");
  return {slots, static_cast<int>(threads), static_cast<int>(device), std::move(stop)};
}

ProgressStyle progress_style_of(const ComputingOptions& options) {
  const ProgressStyle style = read_option("--progress", options.progress, parse_progress_style);
  return options.quiet ? ProgressStyle::kNone : style;
}

}  // namespace lyap
