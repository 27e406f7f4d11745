#pragma once

namespace lyap {

/// The light of an encoded level, both in [0, 1], as IEC 61966-2-1 (sRGB) defines it.
double light_of_level(double level);

/// The other way round.
double level_of_light(double light);

}  // namespace lyap
