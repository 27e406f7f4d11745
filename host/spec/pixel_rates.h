#pragma once

#include "host/spec/render_spec.h"

#include <vector>

namespace lyap {

/// The rates of a letter on an axis: those of the columns from left to right, `count` of them, of which those behind
/// the picture's last repeat it.
std::vector<double> column_rates(const RenderSpec& spec, int count);

/// Those of the rows from top to bottom: the first is the largest.
std::vector<double> row_rates(const RenderSpec& spec);

}  // namespace lyap
