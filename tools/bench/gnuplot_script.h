#pragma once

#include "tools/bench/bench_panels.h"

#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// What a chart is besides its panels.
struct ChartFrame {
  /// gnuplot's name of the kind of image: "pngcairo", "svg".
  std::string terminal;
  int width = 1600;
  int height = 1000;
  std::string title;
  std::string footer;
};

/// The script that makes gnuplot draw one panel or more, up to four, into the file `output`. No text of a run can be
/// anything but text in it.
std::string gnuplot_script(const ChartFrame& frame, const std::vector<ChartPanel>& panels, const std::string& output);

/// The bytes as a string of gnuplot, in double quotes. Letters, digits and spaces stand for themselves, all others as
/// octal numbers: gnuplot reads quotes, backslashes, line ends and back-ticks, which run a shell, even in strings. A
/// digit behind an octal number is one too, or gnuplot would take it for a part of the number.
std::string gnuplot_string(std::string_view bytes);

}  // namespace lyap
