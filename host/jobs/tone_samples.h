#pragma once

#include "host/compute/backend.h"
#include "host/spec/film.h"
#include "host/spec/render_spec.h"

#include <vector>

namespace lyap {

/// The picture whose exponents stand for those of `spec` where its tone is found among them: the picture itself, or one
/// of about half a million pixels of the same window. Its precision is chosen.
RenderSpec tone_sample(const RenderSpec& spec);

/// The same of a film: of 16 frames that are spread evenly over it, or of all that it has, as many pixels in all.
std::vector<RenderSpec> tone_samples(const Film& film);

/// Appends a band's exponents, float or double as `precision` says.
void append_exponents(const Band& band, Precision precision, std::vector<float>& exponents);

}  // namespace lyap
