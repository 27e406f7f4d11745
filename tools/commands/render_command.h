#pragma once

#include "tools/options/render_options.h"
#include "tools/terminal/stop_signals.h"

namespace lyap {

/// `lyap render`: one still into a PNG file. Throws InvalidInput, Failure or Interrupted; then there is no new file
/// and an older one is as it was.
void run_render(const RenderOptions& options, const StopSignals& signals);

}  // namespace lyap
