#pragma once

#include "host/spec/render_spec.h"
#include "host/spec/sample_grid.h"

#include <vector>

namespace lyap {

/// The rates of a letter on an axis: those of the columns from left to right, `count` of them, of which those behind
/// the last of the grid repeat it. Samples beyond the window have rates beyond its ends; but where orbits with the
/// rates of both ends do not escape, −2 to 4, those of samples beyond are mirrored at these, so that they do not,
/// either.
std::vector<double> column_rates(const RenderSpec& spec, int count, const SampleGrid& grid = {});

/// Those of the rows from top to bottom: the first is the largest.
std::vector<double> row_rates(const RenderSpec& spec, const SampleGrid& grid = {});

}  // namespace lyap
