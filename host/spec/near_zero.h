#pragma once

#include "host/spec/render_spec.h"

namespace lyap {

/// Whether the orbits of a spec keep so far away from x = 0 that y = 1 − 2x tells them apart from it in kFloat or
/// kDouble, whose error near 0 is 2^-24 or 2^-53 whatever x is. Orbits that are at 0 itself do not count. They do not
/// keep away
///   - where a stretch of the sequence takes a small x towards 0, below 2^-10 or 2^-32, and the rest of the period can
///     bring it back, over and over;
///   - where they begin within 2^-20 or 2^-32 of 0, or of 1, from where the first step takes them there; or where the
///     first rate takes them as near to 1, and the second step to 0.
bool keep_away_from_zero(const RenderSpec& spec, Precision precision);

}  // namespace lyap
