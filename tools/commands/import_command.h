#pragma once

#include "tools/terminal/stop_signals.h"

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// The options of `lyap import`.
struct ImportOptions {
  explicit ImportOptions(CLI::App& command);

  std::string file;
  /// The names of the pictures that are wanted; all if there are none.
  std::vector<std::string> names;
  /// The batch file that they go to; without one they are told as commands.
  std::optional<std::string> output;
};

/// Tells the pictures of another program's file as commands of lyap, one a line, or writes a batch file of them. What
/// is different here stands as a comment in front of each. Throws InvalidInput where the file has none, and Failure
/// where none of them can be made here.
void run_import(const ImportOptions& options, StopSignals& signals);

}  // namespace lyap
