#pragma once

#include "tools/bench/bench_run.h"

#include <stop_token>
#include <string>

namespace lyap {

/// Throws InvalidInput unless the path is that of a .png or .svg file.
void check_chart_path(const std::string& path);

/// Throws Failure if the program `gnuplot` cannot be run, and Interrupted.
void check_gnuplot(const std::string& gnuplot, const std::stop_token& stop);

/// Draws the run's figures into a .png or .svg file with the program `gnuplot`: frame times against threads and against
/// the size of frames, the speed of early ends, and a roofline; panels that there are no figures for are left out. The
/// file appears under its name only when it is whole. Throws InvalidInput for another kind of file and for a run
/// without anything to draw, Failure if gnuplot is missing or cannot draw, and Interrupted. Only in a process that
/// ignores SIGPIPE.
void draw_bench_chart(const BenchRun& run, const std::string& path, const std::string& gnuplot,
                      const std::stop_token& stop);

}  // namespace lyap
