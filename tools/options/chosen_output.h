#pragma once

#include "host/spec/settings.h"
#include "host/system/reserved_name.h"

#include <optional>
#include <string>

namespace lyap {

/// Sets the field `output` where it has no text: SEQUENCE.png, or the first of SEQUENCE-2.png, SEQUENCE-3.png … that is
/// free: a name that the user did not choose must not replace a file, nor be that of another run that is still at work.
/// It is kept as long as the result lives. `extension` is ".png" or the like. Throws InvalidInput where the sequence is
/// none.
std::optional<ReservedName> choose_output(Settings& settings, const std::string& extension);

}  // namespace lyap
