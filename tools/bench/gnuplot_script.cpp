#include "tools/bench/gnuplot_script.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

/// A colour and gnuplot's numbers of a shape, filled and hollow.
struct Look {
  const char* color;
  int filled;
  int hollow;
};

/// Colours that all kinds of colour vision tell apart (Okabe and Ito, 2008), without the yellow that paper swallows;
/// shapes for print without colours.
constexpr std::array<Look, 7> kLooks{{{"#0072B2", 7, 6},
                                      {"#D55E00", 5, 4},
                                      {"#009E73", 9, 8},
                                      {"#CC79A7", 13, 12},
                                      {"#E69F00", 11, 10},
                                      {"#56B4E9", 15, 14},
                                      {"#000000", 7, 6}}};

/// Least and greatest value of an axis, widened so that no point lies on the frame.
struct Extent {
  double least = std::numeric_limits<double>::max();
  double greatest = 0;

  void include(double value) {
    least = std::min(least, value);
    greatest = std::max(greatest, value);
  }
  Extent widened() const {
    constexpr double kMargin = 1.25;
    return {least / kMargin, greatest * kMargin};
  }
};

/// Part of the image, in shares of its sides, from the lower left corner.
struct Cell {
  double x;
  double y;
  double width;
  double height;
};

constexpr double kBottom = 0.04;  // of the footer
constexpr double kTop = 0.95;     // of the title

/// One panel: all; two: side by side; three: two on the left, the last on the right; four: two on either side.
Cell cell_of(std::size_t panel, std::size_t panels) {
  constexpr double kHeight = kTop - kBottom;
  if (panels == 1) return {0, kBottom, 1, kHeight};
  if (panels == 2) return {0.5 * static_cast<double>(panel), kBottom, 0.5, kHeight};
  if (panels == 3 && panel == 2) return {0.5, kBottom, 0.5, kHeight};
  return {panel < 2 ? 0 : 0.5, panel % 2 == 0 ? kBottom + kHeight / 2 : kBottom, 0.5, kHeight / 2};
}

/// Where numbers stand: at 1, 2 and 5 of each power of ten, and over more than two decades, or with another base, where
/// gnuplot puts them itself, at the powers.
std::string marks(const char* axis, int base, const Extent& extent) {
  constexpr double kTwoDecades = 100;
  if (base != 10 || extent.greatest / extent.least > kTwoDecades) return fmt::format("set {}tics autofreq\n", axis);
  std::vector<std::string> values;
  const int last = static_cast<int>(std::floor(std::log10(extent.greatest)));
  for (int power = static_cast<int>(std::floor(std::log10(extent.least))); power <= last; ++power) {
    for (const int digit : {1, 2, 5}) values.push_back(fmt::format("{}e{}", digit, power));
  }
  return fmt::format("set {}tics ({})\n", axis, fmt::join(values, ", "));
}

std::string axis_text(const char* axis, const std::string& label, int base, const Extent& extent) {
  return fmt::format("set {0}label {1}\nset logscale {0} {2}\nset {0}range [{3}:{4}]\n", axis, gnuplot_string(label),
                     base, extent.least, extent.greatest) +
         marks(axis, base, extent);
}

/// `block` names the points.
std::string series_text(const ChartSeries& series, const std::string& block) {
  const Look& look = kLooks[series.look % kLooks.size()];
  const std::string start = fmt::format("{} using 1:2 with ", block);
  const std::string title = "title " + gnuplot_string(series.title);
  const int shape = series.hollow ? look.hollow : look.filled;
  switch (series.style) {
    case SeriesStyle::kReference:
      return fmt::format("{}lines linewidth 1 linecolor rgb \"{}\" notitle", start, look.color);
    case SeriesStyle::kRoof:
      return fmt::format("{}lines linewidth 1.5 dashtype {} linecolor rgb \"{}\" notitle", start, series.hollow ? 3 : 2,
                         look.color);
    case SeriesStyle::kPoints:
      return fmt::format("{}points pointtype {} pointsize 1.3 linewidth 1.5 linecolor rgb \"{}\" {}", start, shape,
                         look.color, title);
    case SeriesStyle::kMeasured:
    default:
      return fmt::format("{}linespoints pointtype {} pointsize 1.3 linewidth 2.5 linecolor rgb \"{}\" {}", start, shape,
                         look.color, title);
  }
}

std::string block_name(std::size_t panel, std::size_t series) {
  return fmt::format("$panel{}_{}", panel, series);
}

std::string data_blocks(const std::vector<ChartPanel>& panels) {
  std::string text;
  for (std::size_t p = 0; p < panels.size(); ++p) {
    for (std::size_t s = 0; s < panels[p].series.size(); ++s) {
      text += block_name(p, s) + " << EOD\n";
      for (const auto& [x, y] : panels[p].series[s].points) text += fmt::format("{} {}\n", x, y);
      text += "EOD\n";
    }
  }
  return text;
}

std::string panel_text(const ChartPanel& panel, std::size_t index, std::size_t panels) {
  Extent x;
  Extent y;
  std::vector<std::string> plots;
  for (std::size_t s = 0; s < panel.series.size(); ++s) {
    for (const auto& [px, py] : panel.series[s].points) {
      x.include(px);
      y.include(py);
    }
    plots.push_back(series_text(panel.series[s], block_name(index, s)));
  }
  const Cell cell = cell_of(index, panels);
  return fmt::format("set origin {},{}\nset size {},{}\nset title {}\n", cell.x, cell.y, cell.width, cell.height,
                     gnuplot_string(panel.title)) +
         axis_text("x", panel.x_label, panel.x_base, x.widened()) + axis_text("y", panel.y_label, 10, y.widened()) +
         fmt::format("plot {}\nunset label\n", fmt::join(plots, ", "));
}

}  // namespace

std::string gnuplot_script(const ChartFrame& frame, const std::vector<ChartPanel>& panels, const std::string& output) {
  std::string script = fmt::format(
      "set encoding utf8\n"
      "set terminal {} noenhanced size {},{} font \"Sans,14\" background rgb \"white\"\n"
      "set output {}\n"
      "set format \"%g\"\n"
      "set grid linetype 1 linecolor rgb \"#DDDDDD\"\n"
      "set key below Left reverse height 0.6 samplen 2\n",
      frame.terminal, frame.width, frame.height, gnuplot_string(output));
  script += data_blocks(panels);
  // In a multiplot each plot draws the labels again, so the first one takes them away.
  script += fmt::format(
      "set multiplot title {} font \"Sans,18\"\n"
      "set label {} at screen 0.01,0.02 font \"Sans,12\" textcolor rgb \"#444444\"\n",
      gnuplot_string(frame.title), gnuplot_string(frame.footer));
  for (std::size_t p = 0; p < panels.size(); ++p) script += panel_text(panels[p], p, panels.size());
  return script + "unset multiplot\nset output\n";
}

std::string gnuplot_string(std::string_view bytes) {
  std::string text = "\"";
  bool after_octal = false;
  for (const char c : bytes) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' || (is_digit && !after_octal);
    text +=
        is_plain ? std::string(1, c) : fmt::format("\\{:03o}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    after_octal = !is_plain;
  }
  return text + "\"";
}

}  // namespace lyap
