#include "host/system/child_process.h"
#include "tests/bench/sample_run.h"
#include "tests/support/decoded_png.h"
#include "tests/support/temporary_folder.h"

#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// tools/bench/plot, which draws what `lyap bench --json` saved.
class BenchPlot : public ::testing::Test {
 protected:
  /// Draws the run into `name`; returns the exit code.
  int plot(const BenchRun& run, const std::string& name) {
    make_file(folder_ / "run.json", bench_json(run));
    return plot_file("run.json", name);
  }

  int plot_file(const std::string& run, const std::string& name) {
    ChildProcess script({LYAP_BENCH_PLOT, {folder_ / run, folder_ / name}, "", -1});
    const ExitStatus end = script.wait();
    said_ = script.errors();
    return end.code;
  }

  TemporaryFolder folder_;
  std::string said_;
};

TEST_F(BenchPlot, PngHasItsSize) {
  EXPECT_EQ(plot(sample_run(), "chart.png"), 0) << said_;
  const DecodedPng image = read_png(folder_ / "chart.png");
  EXPECT_EQ(std::pair(image.width, image.height), std::pair(1600U, 1000U));
}

TEST_F(BenchPlot, SvgIsWholeAndNamesWhatItShows) {
  EXPECT_EQ(plot(sample_run(), "chart.svg"), 0) << said_;
  const std::string svg = content_of(folder_ / "chart.svg");
  EXPECT_TRUE(svg.starts_with("<?xml"));
  EXPECT_THAT(svg, HasSubstr("</svg>"));
  // The loop has 10 M steps a second, and brute force 1600 M in 0.2 s.
  for (const char* text : {"2000x1000 cpu-avx2", "500x500 cpu-avx2", "cpu-scalar", "megapixels", "AMD EPYC 9554",
                           "commit abc1234", "g++ 12.2", "2026-11-22T12:34:56Z", "(4 cores)", "AB 2.5:3.4 x 3.4:4, f32",
                           "cpu-avx2: early ends; thin: steps asked / done; textbook loop: 1/800", "Roofline"}) {
    EXPECT_THAT(svg, HasSubstr(text));
  }
}

TEST_F(BenchPlot, PanelsWithoutFiguresAreLeftOut) {
  BenchRun run = sample_run();
  run.rates.clear();
  run.early_end.clear();
  EXPECT_EQ(plot(run, "chart.svg"), 0) << said_;
  const std::string svg = content_of(folder_ / "chart.svg");
  EXPECT_THAT(svg, HasSubstr("perfect scaling"));
  for (const char* title : {"megapixels", "early ends", "Roofline"}) EXPECT_THAT(svg, Not(HasSubstr(title)));
}

TEST_F(BenchPlot, WhatARunSaysIsOnlyText) {
  // In each place where a run's text is shown: quotes, line ends, what gnuplot and shells expand, markup and no UTF-8.
  const std::string hostile =
      "\"'\\\n$panel0_0\nEOD\n`touch " + (folder_ / "trace") + "`@x{/Bold ^_&}<b>%d\xFF\x01" + "\"; print 1; #";
  BenchRun run = sample_run();
  run.build = {hostile, hostile, hostile, hostile, hostile};
  run.machine.processor = hostile;
  run.machine.gpus[0].name = hostile;
  run.time = hostile;
  run.rates[0].backend = hostile;
  run.rates[0].picture.sequence = hostile;
  run.early_end[0].backend = hostile;
  run.early_end[0].picture.sequence = hostile;
  run.scaling[0].backend = hostile;
  run.bandwidth[0].backend = hostile;
  const std::string name = "it's `touch trace` \"$x\" %d.svg";
  EXPECT_EQ(plot(run, name), 0) << said_;
  EXPECT_EQ(plot(run, "chart.png"), 0) << said_;
  EXPECT_THAT(folder_.names(), ElementsAre("chart.png", name, "run.json"));
  EXPECT_THAT(content_of(folder_ / name), Not(HasSubstr("<b>")));
}

TEST_F(BenchPlot, WhatCannotBeDrawnIsToldAndLeavesNoFile) {
  EXPECT_EQ(plot(sample_run(), "chart.pdf"), 1);
  EXPECT_THAT(said_, HasSubstr("usage: plot RUN.json CHART.png|.svg"));
  EXPECT_EQ(plot(BenchRun(), "chart.png"), 1);
  EXPECT_THAT(said_, HasSubstr("no figures"));
  make_file(folder_ / "bad.json", "{}");
  EXPECT_EQ(plot_file("bad.json", "chart.png"), 1);
  EXPECT_THAT(said_, HasSubstr("bad.json is no run of lyap bench"));
  EXPECT_EQ(plot_file("gone.json", "chart.png"), 1);
  EXPECT_THAT(said_, HasSubstr("gone.json"));
  EXPECT_THAT(folder_.names(), ElementsAre("bad.json", "run.json"));
}

}  // namespace
}  // namespace lyap
