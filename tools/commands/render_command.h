#pragma once

#include "tools/options/field_options.h"
#include "tools/options/like_option.h"
#include "tools/options/report_options.h"
#include "tools/terminal/stop_signals.h"

namespace lyap {

/// The options of `lyap render`.
struct RenderOptions {
  explicit RenderOptions(CLI::App& command);

  FieldOptions still;
  LikeOption like;
  FieldOptions backend;
  ReportOptions reports;
};

/// `lyap render`: one still into a PNG file. Throws InvalidInput, Failure or Interrupted; then there is no new file
/// and an older one is as it was.
void run_render(RenderOptions& options, StopSignals& signals);

}  // namespace lyap
