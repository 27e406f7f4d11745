#pragma once

#include "tools/options/animate_options.h"

#include <optional>
#include <string>

namespace lyap {

/// The options of `lyap compare` as they were written.
struct CompareOptions {
  /// What the pictures are; the options of a film that say where it goes have no use here.
  AnimateOptions film;
  /// Whether a size was given, so that none is taken from a file.
  bool has_size = false;
  /// The same of a precision.
  bool has_precision = false;

  std::string left, right;
  bool all = false;
  std::string frames;
  std::string tolerance;

  bool json = false;
  std::optional<std::string> difference_sheet;
  std::optional<std::string> exponents_file;
};

/// Adds all options of `lyap compare` to `command`.
void add_compare_options(CLI::App& command, CompareOptions& options);

/// Groups of those options, by their names without dashes, of which one replaces the others.
RivalOptions rival_compare_options();

/// apply_film_file() for comparisons: what a film file says of the encoding and of its output is left out.
OptionOrigins apply_film_file(CLI::App& command, CompareOptions& options);

/// Which differences count: those above `difference` where more than `percent` of 100 pixels have one.
struct Tolerance {
  double difference = 0;
  double percent = 0;
  /// Without one all exponents must be the same.
  bool is_given() const { return difference > 0 || percent > 0; }
};

/// Reads "0.001", or "0.001:2%" for at most 2 % of the pixels beyond it. Throws InvalidInput.
Tolerance parse_tolerance(const std::string& text);

}  // namespace lyap
