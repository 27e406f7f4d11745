#pragma once

#include "host/spec/tone.h"

#include <vector>

namespace lyap {

/// The tone with what it leaves open (Tone::is_open) found among the exponents of a picture, of which infinite ones do
/// not count: levels auto are those below and above which a hundredth of them lies, on either side of 0 for the
/// tone split; quantiles are kQuantiles + 1 numbers. Both are rounded to 5 digits, since a recipe spells them out.
/// Other tones are returned as they are.
Tone found_tone(Tone tone, std::vector<float> exponents);

/// Into how many equal shares the tone quantile divides the exponents that it finds.
inline constexpr int kQuantiles = 64;

/// The open tone with what `found` has of it, levels or quantiles. Levels that nobody chooses or finds, the default
/// ones, are none: then the tone stays open.
Tone closed_like(Tone open, const Tone& found);

}  // namespace lyap
