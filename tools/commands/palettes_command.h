#pragma once

#include "tools/terminal/stop_signals.h"

#include <optional>
#include <string>

namespace lyap {

/// `lyap palettes`: the names on standard output, or, where there is an `output`, a picture of them as a PNG file.
void run_palettes(const std::optional<std::string>& output, StopSignals& signals);

}  // namespace lyap
