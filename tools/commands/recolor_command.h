#pragma once

#include "tools/options/field_options.h"
#include "tools/options/report_options.h"
#include "tools/terminal/stop_signals.h"

namespace lyap {

/// The options of `lyap recolor`.
struct RecolorOptions {
  explicit RecolorOptions(CLI::App& command);

  FieldOptions picture;
  FieldOptions backend;
  ReportOptions reports;
};

/// `lyap recolor`: pictures from stored exponents, or a picture that is rendered again as its file says. Throws
/// InvalidInput, Failure or Interrupted; then there is no new file and an older one is as it was.
void run_recolor_command(const RecolorOptions& options, StopSignals& signals);

}  // namespace lyap
