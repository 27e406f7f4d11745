#pragma once

#include "tools/terminal/stop_signals.h"

#include <string>

#include <CLI/CLI.hpp>

namespace lyap {

/// Options of `lyap show`.
struct ShowOptions {
  explicit ShowOptions(CLI::App& command);

  std::string file;
  bool json = false;
  bool film = false;
  std::string ffmpeg = "ffmpeg";
};

/// `lyap show`: tells on standard output what makes a picture or film again, as a command, as JSON or as a film file.
/// Throws what read_recipe_file() throws, and InvalidInput where a still is to be a film file or no line of a shell can
/// hold the command.
void run_show(const ShowOptions& options, const StopSignals& signals);

}  // namespace lyap
