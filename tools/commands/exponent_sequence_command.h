#pragma once

#include "tools/commands/animate_command.h"

namespace lyap {

/// `lyap animate --save-exponents -o none`: the exponents of the frames of the film that `film` describes, a NumPy file
/// of each. Throws InvalidInput, Failure or Interrupted; files of frames that were finished stay.
void run_exponent_sequence_command(AnimateOptions& options, const Settings& film, StopSignals& signals);

}  // namespace lyap
