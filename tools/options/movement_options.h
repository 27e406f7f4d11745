#pragma once

#include "host/spec/movement.h"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// The options of `lyap animate` that move something, as they were written.
struct MovementOptions {
  std::vector<std::string> circles, centers, radii;
  std::string x_center, y_center;
  std::vector<std::string> sweeps;
  std::string zoom;
  std::string zoom_factor;
  bool ping_pong = false;
};

void add_movement_options(CLI::App& command, MovementOptions& options);

/// What the Python notebook calls them, where that is more than another name for one of ours.
void add_movement_spellings(CLI::App& command, MovementOptions& options);

/// What the options move. Throws InvalidInput naming the option at fault.
std::vector<Movement> movements_of(const MovementOptions& options);

}  // namespace lyap
