#include "tools/commands/kernels_command.h"

#include "host/backends/cuda/cuda_architectures.h"
#include "host/backends/cuda/cuda_device_info.h"
#include "host/backends/cuda/kernel_cache.h"
#include "host/backends/cuda/kernel_compiler.h"
#include "host/base/error.h"
#include "host/base/stopwatch.h"
#include "host/compute/parameter_plane.h"
#include "host/compute/step_list.h"
#include "host/jobs/read_field.h"
#include "host/spec/option_values.h"
#include "tools/terminal/standard_output.h"
#include "tools/terminal/text_table.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

using Align = TextTable::Align;

/// A kernel to compile.
struct Job {
  std::string sequence;
  Precision precision;
  std::optional<StepListSource> step_list;
};

std::int64_t read_number_of(const std::string& field, const std::string& text, std::int64_t min, std::int64_t max,
                            std::string_view what) {
  return read_as(field, text, [&](const std::string& number) { return parse_integer(number, min, max, what); });
}

template <class T>
std::optional<StepListSource> step_list_of(const RenderSpec& spec) {
  return make_step_list(ParameterPlane<T>(spec));
}

std::vector<Job> read_jobs(const KernelsOptions& options) {
  const bool both = options.precision == "both";
  const Precision one = both ? Precision::kFloat : read_as("precision", options.precision, parse_precision);
  std::vector<Job> jobs;
  for (const std::string& text : options.sequences) {
    RenderSpec spec{.sequence = read_as("sequence", text, Sequence::parse), .size = {1, 1}, .constants = {}};
    spec.iterations =
        read_number_of("iterations", options.iterations, 2, RenderSpec::kMaxIterations, "the number of iterations");
    spec.transient =
        read_number_of("transient", options.transient, 0, RenderSpec::kMaxTransient, "the length of the transient");
    // A kernel depends on the length of the sequence, not on its letters and their rates.
    for (const char letter : spec.sequence.distinct()) spec.constants[letter] = 1;
    const std::string name = spec.sequence.compact();
    if (both || one == Precision::kFloat) jobs.push_back({name, Precision::kFloat, step_list_of<float>(spec)});
    if (both || one == Precision::kDouble) jobs.push_back({name, Precision::kDouble, step_list_of<double>(spec)});
  }
  return jobs;
}

/// Those of the option, else of the GPUs here, else all that the program has code for.
std::vector<int> read_architectures(const std::vector<std::string>& texts, const KernelCompiler& compiler) {
  std::vector<int> architectures;
  for (const std::string& text : texts) {
    const auto number = read_number_of("architecture", text, 1, 999, "an architecture (90 for compute capability 9.0)");
    const auto& known = compiler.architectures();
    if (std::find(known.begin(), known.end(), number) == known.end()) {
      throw InvalidInput("architecture", fmt::format("{} does not know {}; it knows {}", compiler.version(), number,
                                                     fmt::join(known, ", ")));
    }
    architectures.push_back(static_cast<int>(number));
  }
  if (architectures.empty()) {
    const CudaDevices devices = find_cuda_devices();
    for (const int device : devices.chosen(DeviceChoice::all())) {
      const CudaDeviceInfo& info = devices.usable(device);
      architectures.push_back(10 * info.major + info.minor);
    }
  }
  if (architectures.empty()) {
    for (const CudaArchitecture& built : built_cuda_architectures()) architectures.push_back(built.capability);
  }
  std::sort(architectures.begin(), architectures.end());
  architectures.erase(std::unique(architectures.begin(), architectures.end()), architectures.end());
  return architectures;
}

/// Compiles and keeps a kernel; its row of the table.
std::vector<std::string> compile(const Job& job, int architecture, const KernelCompiler& compiler,
                                 const KernelCache& cache) {
  const std::string target = fmt::format("sm_{}", architecture);
  if (!job.step_list) return {job.sequence, name_of(job.precision), target, "not made", "", "", ""};
  const Stopwatch stopwatch;
  const CompiledKernel kernel = compiler.compile(job.step_list->text, architecture);
  const double seconds = stopwatch.seconds();
  for (const std::string& key : KernelCompiler::keys_of(job.step_list->text, architecture)) {
    const std::string problem = cache.store(key, kernel.code);
    if (!problem.empty()) throw Failure(problem);
  }
  return {job.sequence,
          name_of(job.precision),
          target,
          fmt::format("{}", kernel.registers),
          fmt::format("{}", kernel.spilled_bytes),
          fmt::format("{:.1f}", static_cast<double>(kernel.code.size()) / 1024),
          fmt::format("{:.2f}", seconds)};
}

}  // namespace

void add_kernels_options(CLI::App& command, KernelsOptions& options) {
  command.add_option("SEQUENCE", options.sequences, "Forcing sequences: AB, AABAB, B6A6")->required();
  const auto add = [&](const char* name, std::string& value, const char* type, const char* description) {
    command.add_option(name, value, description)->type_name(type)->capture_default_str();
  };
  add("--precision", options.precision, "NAME", "f32, f64 or both");
  add("-n,--iterations", options.iterations, "N", "Iterations: kernels differ by N modulo the sequence's length");
  add("--transient", options.transient, "M",
      "Steps before the sum: kernels differ likewise, and by whether there are any");
  command
      .add_option("--architecture", options.architectures,
                  "Compute capabilities, 90 for 9.0; else those of the GPUs here, or all where there is none")
      ->type_name("LIST")
      ->delimiter(',');
}

void run_kernels(const KernelsOptions& options, StopSignals& signals) {
  const std::vector<Job> jobs = read_jobs(options);
  const KernelCompiler compiler;
  const std::vector<int> architectures = read_architectures(options.architectures, compiler);
  const std::filesystem::path folder = KernelCache::default_folder();
  const KernelCache cache(folder);
  TextTable table({{"sequence", Align::kLeft},
                   {"precision", Align::kLeft},
                   {"GPU", Align::kLeft},
                   {"registers"},
                   {"spilled bytes"},
                   {"KiB"},
                   {"seconds"}});
  // What has been compiled stays.
  signals.defer();
  for (const Job& job : jobs) {
    for (const int architecture : architectures) {
      if (signals.token().stop_requested()) throw Interrupted();
      table.add(compile(job, architecture, compiler, cache));
    }
  }
  print_answer(fmt::format("{}\n{}; kept in {}\n", table.markdown(), compiler.version(), folder.string()));
}

}  // namespace lyap
