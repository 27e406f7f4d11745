#pragma once

#include "host/spec/sequence.h"
#include "host/system/reserved_name.h"

#include <string>

namespace lyap {

/// SEQUENCE.png, or the first of SEQUENCE-2.png, SEQUENCE-3.png … that is free: a name that the user did not choose
/// must not replace a file, nor be that of another run that is still at work. `extension` is ".png" or the like.
ReservedName free_file_name(const Sequence& sequence, const std::string& extension);

}  // namespace lyap
