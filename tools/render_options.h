#pragma once

#include "host/palette.h"
#include "host/render_spec.h"

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// The options of `lyap render` as they were written; checked and joined by the functions below.
struct RenderOptions {
  std::string sequence;
  std::string sequence_option;
  std::optional<std::string> output;

  std::string size = "4k";
  std::string width, height;
  std::string a_range, b_range;
  std::string horizontal, vertical;
  std::string x_min, x_max, y_min, y_max;
  std::vector<std::string> constants;

  std::string iterations = "400";
  std::string transient = "0";
  std::string phase = "1";
  std::string x0 = "0.5";
  std::string precision = "auto";

  std::string palette = "twilight";

  std::string backend = "auto";
  std::string device = "0";
  std::string threads = "0";
  bool quiet = false;
  bool timings = false;
};

/// Adds the options of `lyap render` to `command`, grouped, with the notebook's spellings as aliases.
void add_render_options(CLI::App& command, RenderOptions& options);

/// Groups of those options, by their long names, of which one replaces the others.
std::vector<std::vector<std::string>> rival_render_options();

/// The valid spec that the options describe. Throws InvalidInput naming the option at fault.
RenderSpec spec_of(const RenderOptions& options);

/// The palette that --palette names. Throws InvalidInput or Failure.
Palette palette_of(const RenderOptions& options);

/// --threads and --device as numbers. Throw InvalidInput.
int threads_of(const RenderOptions& options);
int device_of(const RenderOptions& options);

}  // namespace lyap
