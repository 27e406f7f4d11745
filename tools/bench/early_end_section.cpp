#include "tools/bench/early_end_section.h"

#include "tools/bench/bench_picture.h"
#include "tools/bench/text_table.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

using Align = TextTable::Align;

constexpr const char* kAbout =
    "The same rows by brute force and with early ends; one thread on processors, the device's time on GPUs. Rates are "
    "in\n"
    "G steps/s.\n\n"
    "- picture: the sequence, and the rates of A x those of B where they are not 2:4 x 2:4\n"
    "- steps: map steps done with early ends over those asked for, waiting for neighbours included\n"
    "- time: time with early ends over that of brute force\n"
    "- brute, early: rates of the steps asked for; done: rate of those that early ends do\n"
    "- ceil %: what of the ceiling the rate to the left is\n"
    "- loop: the textbook loop, a logarithm for each step, one processor thread; faster: early over it\n";

std::string rate_text(double steps_per_second) {
  constexpr double kGiga = 1e9;
  return fmt::format("{:.2f}", steps_per_second / kGiga);
}

std::string percent_number(double share) {
  return fmt::format("{:.1f}", 100 * share);
}

std::vector<std::string> row_of(const EarlyEndFigure& figure) {
  const bool has_ceiling = figure.has_ceiling();
  return {place_of(figure.picture),
          fmt::format("{}", figure.picture.iterations),
          fmt::format("{:.3f}", figure.steps_share()),
          fmt::format("{:.3f}", figure.time_share()),
          rate_text(figure.brute_force_rate()),
          has_ceiling ? percent_number(figure.brute_force_share_of_ceiling()) : "",
          rate_text(figure.early_end_rate()),
          rate_text(figure.done_rate()),
          has_ceiling ? percent_number(figure.done_share_of_ceiling()) : "",
          rate_text(figure.textbook_rate()),
          fmt::format("{:.0f}", figure.times_textbook())};
}

/// What a table is of: "cpu-avx2 f32, 3840x2160".
std::string title_of(const EarlyEndFigure& figure) {
  const BenchPicture& picture = figure.picture;
  return one_line(fmt::format("{} {}, {}x{}", figure.backend, picture.precision, picture.width, picture.height));
}

std::string table_of(const std::vector<EarlyEndFigure>& figures, const std::string& title) {
  TextTable table({{"picture", Align::kLeft},
                   {"N"},
                   {"steps"},
                   {"time"},
                   {"brute"},
                   {"ceil %"},
                   {"early"},
                   {"done"},
                   {"ceil %"},
                   {"loop"},
                   {"faster"}});
  for (const EarlyEndFigure& figure : figures) {
    if (title_of(figure) == title) table.add(row_of(figure));
  }
  return fmt::format("\n### {}\n\n{}", title, table.markdown());
}

}  // namespace

std::string early_end_section(const std::vector<EarlyEndFigure>& figures) {
  if (figures.empty()) return "";
  std::string text = fmt::format("\n## Early end\n\n{}", kAbout);
  std::vector<std::string> titles;
  for (const EarlyEndFigure& figure : figures) {
    const std::string title = title_of(figure);
    if (std::ranges::find(titles, title) != titles.end()) continue;
    titles.push_back(title);
    text += table_of(figures, title);
  }
  return text;
}

}  // namespace lyap
