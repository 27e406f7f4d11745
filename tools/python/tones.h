#pragma once

#include "host/jobs/still_job.h"

#include <optional>
#include <pybind11/numpy.h>

namespace lyap::python {

/// The places of exponents in the palette, 0 to 1, by the still's tone, which is not open; NaN for NaN.
pybind11::array_t<double> places_of(const StillJob& job, const pybind11::array_t<double>& exponents);

/// The exponents at the ends of the palette, or nothing where these are ±∞; of a tone that is not open.
std::optional<Range> ends_of(const Tone& tone);

/// The colours of the still by place, the first for 0: as many as its palette has, or 65536 where it has 16 bits a
/// channel or interpolates; entries × 3 levels from 0 to 1. Offset and repeat of the palette are in them.
pybind11::array_t<double> colors_of(const StillJob& job);

}  // namespace lyap::python
