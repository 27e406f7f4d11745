#pragma once

#include "tools/bench/bench_run.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace lyap {

/// How a series of a chart is drawn.
enum class SeriesStyle {
  kMeasured,   // points, joined by a line
  kPoints,     // points alone
  kReference,  // a thin line that leads the eye, without an entry in the key
  kRoof,       // a dashed line, without an entry in the key
};

/// Points of one look.
struct ChartSeries {
  std::string title;
  std::vector<std::pair<double, double>> points;
  SeriesStyle style = SeriesStyle::kMeasured;
  /// Which colour and shape; equal numbers look alike in a panel, and `hollow` tells them apart.
  std::size_t look = 0;
  bool hollow = false;
};

/// One diagram with two logarithmic axes. All coordinates are positive.
struct ChartPanel {
  std::string title;
  std::string x_label;
  std::string y_label;
  std::vector<ChartSeries> series;
  /// The horizontal axis has a mark at each power of it.
  int x_base = 10;
};

/// The diagrams that a run has figures for: frame times against threads and against the size of frames, the speed of
/// early ends against the length of orbits, and the roofline. The second shows the sequence and iteration count of the
/// first rate in f32, at all sizes.
std::vector<ChartPanel> bench_panels(const BenchRun& run);

}  // namespace lyap
