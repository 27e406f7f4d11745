#pragma once

#include "host/spec/render_spec.h"

namespace lyap {

/// log2 of how far a stretch of the sequence can take a small x towards 0 while the rest of the period can bring it
/// back, over and over; 0 where nothing can.
double deepest_dip(const RenderSpec& spec);

/// log2 of how near to 0 an orbit's first points come in any pixel, those left out that are 0 themselves; at most 0.
/// Looked at are x0 and, where the first rate takes it next to 1 and the second step therefore next to 0, what is
/// missing from 1.
double nearest_start(const RenderSpec& spec);

}  // namespace lyap
