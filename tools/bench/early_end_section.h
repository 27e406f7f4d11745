#pragma once

#include "tools/bench/bench_run.h"

#include <string>
#include <vector>

namespace lyap {

/// The section of early ends in the tables of a run: what its columns are, and a table for each backend and precision.
/// Empty without figures.
std::string early_end_section(const std::vector<EarlyEndFigure>& figures);

}  // namespace lyap
