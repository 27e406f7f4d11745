#pragma once

#include "host/compute/backend.h"
#include "tools/terminal/progress_report.h"

#include <string>

#include <CLI/CLI.hpp>

namespace lyap {

/// The options that say what computes and what is told of it, as they were written.
struct ComputingOptions {
  std::string backend = "auto";
  std::string device = "first";
  std::string threads = "0";
  bool no_jit = false;
  bool quiet = false;
  bool timings = false;
  std::string progress = "auto";
};

/// Adds --device, --no-jit and --threads to `command`.
void add_device_options(CLI::App& command, ComputingOptions& options);

/// Adds --progress and --quiet, which `about_quiet` describes.
void add_progress_options(CLI::App& command, ComputingOptions& options, const std::string& about_quiet);

/// Adds all of these options to `command`.
void add_computing_options(CLI::App& command, ComputingOptions& options);

/// --device, --no-jit and --threads for a backend of `slots` slots. Throws InvalidInput.
BackendOptions backend_options_of(const ComputingOptions& options, std::size_t slots);

/// --progress, or nothing with --quiet. Throws InvalidInput.
ProgressStyle progress_style_of(const ComputingOptions& options);

}  // namespace lyap
