#include "tools/bench/bench_chart.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/system/child_process.h"
#include "host/system/output_file.h"
#include "tools/bench/bench_panels.h"
#include "tools/bench/gnuplot_script.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

/// A kind of image that gnuplot draws.
struct ImageKind {
  std::string_view extension;
  std::string_view terminal;
  /// What a whole file ends with.
  std::string_view end;
};

// The chunk IEND is the same in all PNG files: no bytes, its name and its checksum.
constexpr std::array<ImageKind, 2> kImageKinds{
    {{".png", "pngcairo", std::string_view("\0\0\0\0IEND\xAE\x42\x60\x82", 12)}, {".svg", "svg", "</svg>"}}};

const ImageKind& kind_of(const std::string& path) {
  for (const ImageKind& kind : kImageKinds) {
    if (lower_case(path).ends_with(kind.extension)) return kind;
  }
  throw InvalidInput(fmt::format("{}: a chart is a .png or .svg file", in_quotes(path)));
}

/// Text that every font and every kind of image can show, cut where it is long.
std::string plain(std::string_view text) {
  constexpr std::size_t kLongest = 90;
  std::string shown(text.substr(0, kLongest));
  for (char& c : shown) c = c >= ' ' && c <= '~' ? c : '?';
  return text.size() > kLongest ? shown + "..." : shown;
}

ChartFrame frame_of(const BenchRun& run, const ImageKind& kind) {
  std::string machine = plain(run.machine.processor);
  for (const BenchGpu& gpu : run.machine.gpus) machine += ", " + plain(gpu.name);
  ChartFrame frame;
  frame.terminal = kind.terminal;
  frame.title = fmt::format("lyap {}: how fast it computes", plain(run.build.version));
  frame.footer =
      fmt::format("{} ({} cores); commit {}, {}, {}; {}", machine, run.machine.cores, plain(run.build.commit),
                  plain(run.build.compiler), plain(run.build.build_type), plain(run.time));
  return frame;
}

/// The panels with all text such that it can be shown.
std::vector<ChartPanel> plain_panels(const BenchRun& run) {
  std::vector<ChartPanel> panels = bench_panels(run);
  for (ChartPanel& panel : panels) {
    panel.title = plain(panel.title);
    for (ChartSeries& series : panel.series) series.title = plain(series.title);
  }
  return panels;
}

void run_gnuplot(const std::string& program, const std::string& argument, const std::string& script,
                 const std::stop_token& stop) {
  ChildProcess gnuplot({program, {argument}, "; install gnuplot-nox"});
  if (!script.empty()) gnuplot.write(std::as_bytes(std::span(script)), stop);
  gnuplot.close_input();
  const ExitStatus end = gnuplot.wait(stop);
  if (end.timed_out) throw Interrupted();
  if (!end.success()) throw Failure(gnuplot.exit_message());
}

/// gnuplot does not tell when the disk is full.
void check_end(const std::filesystem::path& path, std::string_view end, const std::string& shown_name) {
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  content.erase(content.find_last_not_of('\n') + 1);
  if (!content.ends_with(end)) {
    throw Failure(fmt::format("cannot write {}: gnuplot left it unfinished; is the disk full?", shown_name));
  }
}

}  // namespace

void check_chart_path(const std::string& path) {
  static_cast<void>(kind_of(path));
}

void check_gnuplot(const std::string& gnuplot, const std::stop_token& stop) {
  run_gnuplot(gnuplot, "--version", "", stop);
}

void draw_bench_chart(const BenchRun& run, const std::string& path, const std::string& gnuplot,
                      const std::stop_token& stop) {
  const ImageKind& kind = kind_of(path);
  const std::vector<ChartPanel> panels = plain_panels(run);
  if (panels.empty()) {
    throw InvalidInput(fmt::format(
        "{}: the run has no figures that a chart shows; it shows rates, early ends and scaling", in_quotes(path)));
  }
  OutputFile file(path, stop);
  if (file.is_written_in_place()) {
    throw InvalidInput(fmt::format("{}: a chart is written to a regular file", in_quotes(path)));
  }
  // An absolute name, because gnuplot takes one that begins with '|' for a program.
  const std::filesystem::path output = std::filesystem::absolute(file.temporary());
  // Without the start-up files of the user, who may have other fonts or colours in them.
  run_gnuplot(gnuplot, "--default-settings", gnuplot_script(frame_of(run, kind), panels, output.string()), stop);
  check_end(output, kind.end, file.shown_name());
  file.commit();
}

}  // namespace lyap
