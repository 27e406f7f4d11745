#pragma once

#include "tools/options/computing_options.h"
#include "tools/options/picture_options.h"

#include <optional>
#include <string>

namespace lyap {

/// The options of `lyap render` as they were written.
struct RenderOptions {
  PictureOptions picture;
  ComputingOptions computing;
  std::optional<std::string> output;
  std::string save_exponents;
  std::string save_period;
};

/// Adds the options that say what the still is and where it goes to `command`.
void add_still_options(CLI::App& command, RenderOptions& options);

/// Adds all options of `lyap render` to `command`.
void add_render_options(CLI::App& command, RenderOptions& options);

}  // namespace lyap
