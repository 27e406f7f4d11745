#pragma once

#include "host/compute/frame.h"
#include "host/jobs/still_job.h"

#include <memory>

namespace lyap {

/// The frame from which all files of the job can be written, so that a backend computes it once.
std::shared_ptr<const Frame> frame_of(const StillJob& job);

/// Whether that is a frame of exponents, of which PicturePainter makes the pixels of the picture's file. Backends paint
/// what has 8 bits, unless its exponents are wanted too, and what has no exponents: averages.
bool is_painted_here(const StillJob& job);

}  // namespace lyap
