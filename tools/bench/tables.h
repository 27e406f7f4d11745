#pragma once

#include "tools/bench/run.h"

#include <string>

namespace lyap {

/// The run for people, in a terminal and in Markdown: where and with what it was made, then a table for each kind of
/// figures that it has. Times are medians of the repeats; the spread is the largest less the smallest over the median.
std::string bench_tables(const BenchRun& run);

}  // namespace lyap
