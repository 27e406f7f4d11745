#pragma once

#include "host/compute/backend.h"
#include "host/spec/film.h"
#include "host/spec/render_spec.h"

#include <stop_token>
#include <vector>

namespace lyap {

/// Exponents that stand for those of the picture: of all its pixels, or of a lattice of about half a million over the
/// same window. They depend on the picture alone, not on backend, bands or threads. The backend must have nothing in
/// flight. Throws Interrupted, and what the backend throws.
std::vector<float> exponent_sample(const RenderSpec& spec, Backend& backend, const std::stop_token& stop);

/// The same of a film: of 16 frames, spread evenly over all of it, or of all that it has.
std::vector<float> exponent_sample(const Film& film, Backend& backend, const std::stop_token& stop);

}  // namespace lyap
