#pragma once

#include "tools/options/computing_options.h"

#include <string>

namespace lyap {

/// The options of `lyap batch` as they were written.
struct BatchOptions {
  std::string file;
  ComputingOptions computing;
  bool resume = false;
  bool dry_run = false;
};

/// Adds the options of `lyap batch` to `command`.
void add_batch_options(CLI::App& command, BatchOptions& options);

}  // namespace lyap
