#pragma once

#include <string>

namespace lyap {

/// "31.2 % of 3.31 G map steps computed, the rest is known from cycles": of `asked` steps of orbits `done` were
/// computed, both 0 or more.
std::string steps_text(double done, double asked);

}  // namespace lyap
