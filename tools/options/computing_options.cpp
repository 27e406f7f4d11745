#include "tools/options/computing_options.h"

#include "tools/options/read_option.h"

#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kComputing = "Computing";
constexpr const char* kReports = "Reports";

void add_flag(CLI::App& command, const char* name, bool& value, const std::string& description) {
  command.add_flag(name, value, description)->group(kReports)->check(CLI::IsMember({"true", "false"}));
}

}  // namespace

void add_device_options(CLI::App& command, ComputingOptions& options) {
  const auto add = [&](const char* name, std::string& value, const char* type, const char* description) {
    command.add_option(name, value, description)->type_name(type)->group(kComputing)->capture_default_str();
  };
  add("--device", options.device, "N,...", "Numbers of the GPUs, first or all of those that can be used");
  command.add_flag("--no-jit", options.no_jit, "On GPUs, only the kernels that come with the program")
      ->group(kComputing)
      ->check(CLI::IsMember({"true", "false"}));
  add("--threads,--cores", options.threads, "N", "CPU threads, 0 for all processors");
}

void add_progress_options(CLI::App& command, ComputingOptions& options, const std::string& about_quiet) {
  add_flag(command, "--quiet,-q", options.quiet, about_quiet);
  command
      .add_option("--progress", options.progress, "bar, lines, json or none; auto is a bar on a terminal, else lines")
      ->type_name("STYLE")
      ->group(kReports)
      ->capture_default_str();
}

void add_computing_options(CLI::App& command, ComputingOptions& options) {
  command.add_option("--backend", options.backend, "auto, cpu, or a name from `lyap backends`")
      ->type_name("NAME")
      ->group(kComputing)
      ->capture_default_str();
  add_device_options(command, options);
  add_progress_options(command, options, "No progress and no summary");
  add_flag(command, "--timings", options.timings, "Where the time went");
}

BackendOptions backend_options_of(const ComputingOptions& options, std::size_t slots) {
  constexpr int kMaxThreads = 4096;
  const auto threads = read_integer("--threads", options.threads, 0, kMaxThreads, "the number of threads");
  DeviceChoice devices = read_option("--device", options.device, parse_device_choice);
  const KernelsMade kernels_made = options.no_jit ? KernelsMade::kNever : KernelsMade::kWhenItPays;
  return {slots, static_cast<int>(threads), std::move(devices), kernels_made};
}

ProgressStyle progress_style_of(const ComputingOptions& options) {
  const ProgressStyle style = read_option("--progress", options.progress, parse_progress_style);
  return options.quiet ? ProgressStyle::kNone : style;
}

}  // namespace lyap
