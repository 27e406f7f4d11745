#pragma once

#include "tools/terminal/stop_signals.h"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// Options of `lyap kernels`, as they were written.
struct KernelsOptions {
  std::vector<std::string> sequences;
  std::string precision = "both";
  std::string iterations = "400";
  std::string transient = "0";
  std::vector<std::string> architectures;
};

void add_kernels_options(CLI::App& command, KernelsOptions& options);

/// `lyap kernels`: compiles the kernels that GPUs get for sequences, keeps them where the backend looks for them, and
/// tells on standard output what the compiler says of each. Throws InvalidInput, and Failure where there is no compiler
/// or a kernel cannot be kept, and Interrupted.
void run_kernels(const KernelsOptions& options, StopSignals& signals);

}  // namespace lyap
