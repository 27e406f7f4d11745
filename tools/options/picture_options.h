#pragma once

#include "host/color/palette.h"
#include "host/spec/render_spec.h"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// The options that say what a picture shows, as they were written; checked and joined by the functions below.
struct PictureOptions {
  std::string sequence;
  std::string sequence_option;

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
  bool brute_force = false;

  std::string palette = "twilight";
  std::string show = "exponent";
};

/// Adds these options to `command`, grouped, with the notebook's spellings as aliases. The first argument of the
/// command is the sequence, which `about_sequence` describes.
void add_picture_options(CLI::App& command, PictureOptions& options, const std::string& about_sequence);

/// Groups of those options, by their names without dashes, of which one replaces the others.
std::vector<std::vector<std::string>> rival_picture_options();

/// What the options describe; a letter may still lack its rate. Throws InvalidInput naming the option at fault.
RenderSpec picture_of(const PictureOptions& options);

/// The palette that --palette names. Throws InvalidInput or Failure.
Palette palette_of(const PictureOptions& options);

}  // namespace lyap
