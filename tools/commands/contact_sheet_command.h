#pragma once

#include "tools/commands/animate_command.h"

namespace lyap {

/// `lyap animate --contact-sheet`: frames of the film that `film` describes on one sheet. Throws InvalidInput, Failure
/// or Interrupted; then there is no new file and an older one is as it was.
void run_contact_sheet_command(AnimateOptions& options, Settings film, StopSignals& signals);

}  // namespace lyap
