#include "host/base/error.h"
#include "tests/bench/sample_run.h"
#include "tests/support/decoded_png.h"
#include "tests/support/ignore_pipe_signal.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"
#include "tools/bench/bench_chart.h"
#include "tools/bench/bench_panels.h"
#include "tools/bench/gnuplot_script.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

constexpr const char* kGnuplot = "gnuplot";

void draw(const BenchRun& run, const std::string& path, const std::string& gnuplot = kGnuplot) {
  const IgnorePipeSignal ignore;
  draw_bench_chart(run, path, gnuplot, {});
}

TEST(BenchChart, PngHasItsSize) {
  const TemporaryFolder folder;
  draw(sample_run(), folder / "chart.png");
  const DecodedPng image = read_png(folder / "chart.png");
  EXPECT_EQ(std::pair(image.width, image.height), std::pair(1600U, 1000U));
  EXPECT_THAT(folder.names(), ElementsAre("chart.png"));
}

TEST(BenchChart, SvgIsWholeAndNamesWhatItShows) {
  const TemporaryFolder folder;
  draw(sample_run(), folder / "chart.svg");
  const std::string svg = content_of(folder / "chart.svg");
  EXPECT_TRUE(svg.starts_with("<?xml"));
  EXPECT_TRUE(svg.ends_with("</svg>\n") || svg.ends_with("</svg>\n\n")) << svg.substr(svg.size() - 40);
  for (const char* text :
       {"2000x1000 cpu-avx2", "500x500 cpu-avx2", "cpu-scalar", "megapixels", "AMD EPYC 9554", "commit abc1234",
        "g++ 12.2", "2026-11-22T12:34:56Z", "(4 cores)", "AB 2.5:3.4 x 3.4:4, f32"}) {
    EXPECT_THAT(svg, HasSubstr(text));
  }
}

TEST(BenchChart, WhatARunSaysIsOnlyText) {
  const TemporaryFolder folder;
  // In each place where a run's text is shown: quotes, line ends, what gnuplot and shells expand, markup and no UTF-8.
  const std::string trace = folder / "trace";
  const std::string hostile =
      "\"'\\\n$panel0_0\nEOD\n`touch " + trace + "`@x{/Bold ^_&}<b>%d\xFF\x01" + "\"; print 1; #";
  BenchRun run = sample_run();
  run.build = {hostile, hostile, hostile, hostile, hostile};
  run.machine.processor = hostile;
  run.machine.gpus[0].name = hostile;
  run.time = hostile;
  run.rates[0].backend = hostile;
  run.rates[0].picture.sequence = hostile;
  run.scaling[0].backend = hostile;
  run.bandwidth[0].backend = hostile;
  const std::string name = "it's `touch trace` \"$x\" %d.svg";
  draw(run, folder / name);
  draw(run, folder / "chart.png");
  EXPECT_THAT(folder.names(), ElementsAre("chart.png", name));
  EXPECT_THAT(content_of(folder / name), Not(HasSubstr("<b>")));
  EXPECT_EQ(read_png(folder / "chart.png").width, 1600U);
}

TEST(BenchChart, WithoutGnuplotSaysWhatToInstallAndKeepsTheOlderFile) {
  const TemporaryFolder folder;
  make_file(folder / "chart.png", "older");
  EXPECT_EQ(message_of<Failure>([&] { draw(sample_run(), folder / "chart.png", "/nonexistent/gnuplot"); }),
            "cannot start '/nonexistent/gnuplot': No such file or directory; install gnuplot-nox");
  EXPECT_EQ(content_of(folder / "chart.png"), "older");
  EXPECT_THAT(folder.names(), ElementsAre("chart.png"));
}

TEST(BenchChart, AProgramThatFailsLeavesNoFile) {
  const TemporaryFolder folder;
  EXPECT_THROW(draw(sample_run(), folder / "chart.png", "false"), Failure);
  EXPECT_TRUE(folder.names().empty());
}

TEST(BenchChart, AProgramThatSaysItDrewAndDidNotLeavesNoFile) {
  const TemporaryFolder folder;
  const std::string program = folder / "reader";
  make_file(program, "#!/bin/sh\ncat > /dev/null\n");
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  for (const char* name : {"chart.png", "chart.svg"}) {
    const std::string message = message_of<Failure>([&] { draw(sample_run(), folder / name, program); });
    EXPECT_THAT(message, HasSubstr("gnuplot left it unfinished"));
    EXPECT_THAT(message, HasSubstr(name));
  }
  EXPECT_THAT(folder.names(), ElementsAre("reader"));
}

TEST(BenchChart, StopsOnRequest) {
  const TemporaryFolder folder;
  std::stop_source stop;
  stop.request_stop();
  const IgnorePipeSignal ignore;
  EXPECT_THROW(draw_bench_chart(sample_run(), folder / "chart.png", kGnuplot, stop.get_token()), Interrupted);
  EXPECT_TRUE(folder.names().empty());
}

TEST(BenchChart, OtherFilesAndEmptyRunsAreRefused) {
  const TemporaryFolder folder;
  EXPECT_THAT(message_of<InvalidInput>([] { draw(sample_run(), "chart.pdf"); }), HasSubstr(".png or .svg"));
  EXPECT_THROW(draw(sample_run(), "-"), InvalidInput);
  EXPECT_THAT(message_of<InvalidInput>([&] { draw(BenchRun(), folder / "chart.png"); }), HasSubstr("no figures"));
  EXPECT_TRUE(folder.names().empty());
}

TEST(BenchPanels, PanelsWithoutFiguresAreLeftOut) {
  BenchRun run = sample_run();
  EXPECT_EQ(bench_panels(run).size(), 4U);
  run.scaling.clear();
  EXPECT_EQ(bench_panels(run).size(), 3U);
  run.rates.clear();
  EXPECT_EQ(bench_panels(run).size(), 1U);
  run.early_end.clear();
  EXPECT_TRUE(bench_panels(run).empty());
}

TEST(BenchPanels, FrameTimesAgainstThreadsBesidePerfectScaling) {
  const std::vector<ChartSeries> series = bench_panels(sample_run())[0].series;
  ASSERT_EQ(series.size(), 4U);
  // 1 s a frame on one thread; the measured point of two threads is 4.1 s / 8.
  EXPECT_THAT(series[0].points, ElementsAre(Pair(1, 1), Pair(2, 0.5), Pair(4, 0.25)));
  EXPECT_EQ(series[2].title, "2000x1000 cpu-avx2");
  EXPECT_THAT(series[2].points, ElementsAre(Pair(1, 1), Pair(2, 4.1 / 8), Pair(4, 2.5 / 8)));
}

TEST(BenchPanels, FrameTimesAgainstSizes) {
  // A repeat is two pictures: in f32 of 0.0125 s and 0.1 s on AVX2 and of 1 s without vectors.
  const std::vector<ChartSeries> series = bench_panels(sample_run())[1].series;
  ASSERT_EQ(series.size(), 2U);
  ASSERT_EQ(series[0].points.size(), 2U);
  EXPECT_DOUBLE_EQ(series[0].points[0].first, 0.25);
  EXPECT_DOUBLE_EQ(series[0].points[0].second, 0.00625);
  EXPECT_DOUBLE_EQ(series[0].points[1].first, 2);
  EXPECT_DOUBLE_EQ(series[0].points[1].second, 0.05);
  EXPECT_DOUBLE_EQ(series[1].points[0].second, 0.5);
}

TEST(BenchPanels, SpeedOfEarlyEndsBesideWhatTheirStepsWouldAllow) {
  BenchRun run = sample_run();
  run.early_end[0].backend = "cpu-avx512";  // another backend than the first one's is not shown
  EarlyEndFigure longer = run.early_end[0];
  longer.picture.iterations = 2000;
  longer.steps_done /= 2;
  run.early_end = {run.early_end[0], longer, run.early_end[1]};
  EarlyEndFigure in_double = run.early_end[0];
  in_double.picture.precision = "f64";
  run.early_end.push_back(in_double);
  const ChartPanel panel = bench_panels(run)[2];
  // 8 M steps a second against 10 M in the loop: the sample has 1600 M steps in 0.2 s.
  EXPECT_EQ(panel.title, "cpu-avx512: early ends; thin: steps asked / done; textbook loop: 1/800");
  ASSERT_EQ(panel.series.size(), 3U);
  EXPECT_EQ(panel.series[0].style, SeriesStyle::kReference);
  EXPECT_THAT(panel.series[0].points, ElementsAre(Pair(401, 4), Pair(2000, 8)));
  EXPECT_EQ(panel.series[1].title, "AB, f32");
  EXPECT_THAT(panel.series[1].points, ElementsAre(Pair(401, 2.5), Pair(2000, 2.5)));
  EXPECT_EQ(panel.series[2].title, "AB, f64");
  EXPECT_TRUE(panel.series[2].hollow);
  EXPECT_EQ(panel.series[2].look, panel.series[1].look);
}

TEST(BenchPanels, RooflineHasPointsUnderRoofs) {
  const std::vector<ChartSeries> series = bench_panels(sample_run())[3].series;
  ASSERT_EQ(series.size(), 6U);
  EXPECT_EQ(series[0].title, "cpu-avx2 f32");
  // 400 steps of 3 operations for a byte; 16 G steps a second.
  EXPECT_DOUBLE_EQ(series[0].points[0].first, 1200);
  EXPECT_DOUBLE_EQ(series[0].points[0].second, 48);
  EXPECT_TRUE(series[1].hollow);
  // 10 GB/s reach the ceiling of 60 G at 6 operations for a byte.
  EXPECT_DOUBLE_EQ(series[3].points[1].first, 6);
  EXPECT_DOUBLE_EQ(series[3].points[1].second, 60);
  EXPECT_DOUBLE_EQ(series[3].points[0].second, 10 * series[3].points[0].first);
}

TEST(GnuplotString, HasNothingThatGnuplotReads) {
  EXPECT_EQ(gnuplot_string("AB 1"), "\"AB 1\"");
  EXPECT_EQ(gnuplot_string("1.25"), R"("1\056\062\065")");
  EXPECT_EQ(gnuplot_string("a\"`\\\n\xC2\xB5"), R"("a\042\140\134\012\302\265")");
}

}  // namespace
}  // namespace lyap
