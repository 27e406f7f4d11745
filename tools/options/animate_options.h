#pragma once

#include "host/spec/film.h"
#include "tools/options/computing_options.h"
#include "tools/options/movement_options.h"
#include "tools/options/option_file.h"
#include "tools/options/picture_options.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lyap {

/// The options of `lyap animate` as they were written.
struct AnimateOptions {
  PictureOptions picture;
  MovementOptions movement;
  /// From a film file.
  std::vector<Movement> timeline;
  ComputingOptions computing;

  std::string duration, frames;
  std::string rate = "30";
  std::string range;

  std::optional<std::string> output;
  std::string format, pixel_format;
  std::string codec, crf, preset, encoder_arguments;
  std::string ffmpeg = "ffmpeg";
  bool resume = false;
  std::string in_flight;
};

/// Adds the options that say what the film is and where it goes to `command`.
void add_film_options(CLI::App& command, AnimateOptions& options);

/// Adds all options of `lyap animate` to `command`.
void add_animate_options(CLI::App& command, AnimateOptions& options);

/// Groups of those options, by their names without dashes, of which one replaces the others.
RivalOptions rival_animate_options();

/// If the command's first argument is a film file, NAME.toml, takes its path away from there.
std::optional<std::string> take_film_file(CLI::App& command, PictureOptions& options);

/// If the command's first argument is a film file, sets the options and the timeline from it: whatever is on
/// the command line already stays. Returns where things stand in the file. Throws InvalidInput with file and line.
OptionOrigins apply_film_file(CLI::App& command, AnimateOptions& options);

/// Sets options and timeline from the table of a film, from a film file or a batch file. Keys that `is_ignored` knows
/// are left out.
void apply_film_table(OptionFile& file, const toml::table& table, AnimateOptions& options,
                      const std::function<bool(const std::string&)>& is_ignored = {});

/// The film that the options describe, valid. Throws InvalidInput naming the option at fault.
Film film_of(const AnimateOptions& options);

/// Frames first to last of a film, both included.
struct FrameRange {
  std::int64_t first;
  std::int64_t last;
};

/// Reads "A:B", which `option` holds. Throws InvalidInput unless both are frames of the film and A is not above B.
FrameRange parse_frame_range(const std::string& option, const std::string& text, const Film& film);

/// --range, or all frames of the film. Throws InvalidInput.
FrameRange frame_range_of(const AnimateOptions& options, const Film& film);

}  // namespace lyap
