#pragma once

#include "host/spec/movement.h"
#include "tools/options/field_options.h"
#include "tools/options/option_file.h"
#include "tools/options/report_options.h"
#include "tools/terminal/stop_signals.h"

#include <optional>
#include <string>
#include <vector>

namespace lyap {

/// The options of `lyap compare`.
struct CompareOptions {
  explicit CompareOptions(CLI::App& command);

  FieldOptions comparison;
  FieldOptions backend;
  ReportOptions reports;
  bool json = false;
  /// From a film file: the timeline, and how many frames the film has.
  std::vector<Movement> timeline;
  std::optional<std::string> film_frames;
};

/// If the command's first argument is a film file, sets options and timeline from it; what it says of the encoding and
/// of its output is left out. Returns where things stand in the file. Throws InvalidInput with file and line.
OptionOrigins apply_film_file(CompareOptions& options);

/// `lyap compare`: computes pictures twice and tells whether their exponents are the same. Returns the exit code: 0
/// where they are, or differ within the tolerance, else kDifferent. Throws InvalidInput, Failure or Interrupted.
int run_compare(const CompareOptions& options, StopSignals& signals);

}  // namespace lyap
