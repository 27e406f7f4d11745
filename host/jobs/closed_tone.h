#pragma once

#include "host/compute/backend.h"
#include "host/spec/film.h"
#include "host/spec/render_spec.h"

#include <stop_token>

namespace lyap {

/// The picture's tone. What it leaves open (Tone::is_open) is found among exponents that stand for those of the
/// picture: of all its pixels, or of a lattice of about half a million over the same window. It depends on the picture
/// alone, not on backend, bands or threads. The backend must have nothing in flight. Throws Interrupted, and what the
/// backend throws.
Tone closed_tone(const RenderSpec& spec, Backend& backend, const std::stop_token& stop);

/// The same of a film, for all its frames: of 16 that are spread evenly over it, or of all that it has.
Tone closed_tone(const Film& film, Backend& backend, const std::stop_token& stop);

}  // namespace lyap
