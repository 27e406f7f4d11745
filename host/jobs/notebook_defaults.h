#pragma once

#include "host/spec/settings.h"

namespace lyap {

/// The fields of a film with what the Python notebook's film had where it was told nothing else: C and D go round a
/// circle of radius 0.2 around 3,3, in 512×512 pixels of 100 iterations and the palette managua. That is for those who
/// name the sequence as the notebook did, `seq`, with C and D in it, and nothing that moves but another centre or
/// radius; of all others the fields stay as they are.
Settings with_notebook_defaults(const Settings& film);

}  // namespace lyap
