#include "tools/bench/tables.h"

#include "tests/bench/sample_run.h"
#include "tools/terminal/text_table.h"

#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// The text with each run of spaces as one, so that no test depends on the width of columns.
std::string squeezed(const std::string& text) {
  std::string narrow;
  for (const char c : text) {
    if (c != ' ' || narrow.empty() || narrow.back() != ' ') narrow += c;
  }
  return narrow;
}

std::string tables(const BenchRun& run) {
  return squeezed(bench_tables(run));
}

TEST(BenchTables, BeginWithMachineBuildAndRun) {
  EXPECT_TRUE(bench_tables(sample_run())
                  .starts_with("- Machine: AMD EPYC 9554, 4 cores, Debian 12, Linux 6.1; NVIDIA H100 (132 "
                               "multiprocessors, 1.98 GHz, compute "
                               "capability 9.0)\n"
                               "- Build: lyap 1.2.3, commit abc1234, g++ 12.2, Release, CUDA 13.0\n"
                               "- Run: `lyap-bench --json bench.json`, 2026-11-22T12:34:56Z\n"));
}

TEST(BenchTables, RatesBesideTheirCeilings) {
  // 2·400·2000·1000 steps in 0.1 s are 16 G a second; with 3 operations each, 48 of 60 G; the spread is 0.03 / 0.1.
  EXPECT_THAT(tables(sample_run()),
              HasSubstr("| cpu-avx2 | f32 | AB | 2000x1000 | 401 | 60.0 | 16.00 | 80.0 % | 30.0 % |\n"));
}

TEST(BenchTables, EarlyEndsInATableForEachBackendAndPrecision) {
  const std::string text = tables(sample_run());
  // 1600 M steps in 0.2 s by brute force are 8 G a second, 24 of 60 G operations; in 0.08 s they are 20 G, of which a
  // quarter is done: 5 G, 15 of 60 G operations. The loop does 10 M.
  EXPECT_THAT(text, HasSubstr("\n### cpu-avx2 f32, 2000x1000\n\n| picture |"));
  EXPECT_THAT(text, HasSubstr("| AB | 401 | 0.250 | 0.400 | 8.00 | 40.0 | 20.00 | 5.00 | 25.0 | 0.01 | 2000 |\n"
                              "| AB 2.5:3.4 x 3.4:4 | 401 | 0.250 |"));
  EXPECT_THAT(text, HasSubstr("\n### cpu-avx2 f64, 2000x1000\n\n| picture |"));
}

TEST(BenchTables, EarlyEndsFitIntoATerminalOf120Columns) {
  BenchRun run;
  EarlyEndFigure widest = sample_early_end("cpu-avx512", sample_view());
  widest.picture.sequence = "BBBBBBAAAAAA";
  widest.picture.iterations = 100'000;
  run.early_end = {widest};
  std::istringstream lines(bench_tables(run));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 120U) << line;
}

TEST(BenchTables, WithoutACeilingThereIsNoShareOfIt) {
  BenchRun run = sample_run();
  run.early_end[0].ceiling_operations_per_second = {};
  EXPECT_THAT(tables(run), HasSubstr("| AB | 401 | 0.250 | 0.400 | 8.00 | | 20.00 | 5.00 | | 0.01 | 2000 |\n"));
}

TEST(BenchTables, StagesWithTheirRatios) {
  const std::string text = tables(sample_run());
  EXPECT_THAT(text, HasSubstr("## Stages on cpu-avx2\n\nAB 2000x1000 N=401 f32, 4 threads;"));
  EXPECT_THAT(text, HasSubstr("| film, no sink | 20 | 8.33 | 0.4200 | 20.8 % |\n"));
  EXPECT_THAT(text, HasSubstr("- PNG: not measured, the disk is full\n"));
  EXPECT_THAT(text, HasSubstr("the larger of \"film, no sink\" and \"ffmpeg\": 1.25\n"));
}

TEST(BenchTables, ScalingLatencyAndBandwidth) {
  const std::string text = tables(sample_run());
  // 1 s a frame on one thread and 4.1 s / 8 on two: 0.5125 s, and 1 / 0.5125 / 2.
  EXPECT_THAT(text, HasSubstr("| cpu-avx2 | AB 2000x1000 N=401 f32 | 2 | 0.5125 | 97.6 % | 4.9 % |\n"));
  EXPECT_THAT(text, HasSubstr("| cuda | AB 500x500 N=401 f32 | 350.0 | 28.6 % |\n"));
  EXPECT_THAT(text, HasSubstr("| cpu-avx2 | 10.0 | 20.0 % |\n"));
}

TEST(BenchTables, LeaveOutSectionsWithoutFigures) {
  const std::string text = bench_tables(BenchRun());
  EXPECT_THAT(text, Not(HasSubstr("##")));
  EXPECT_THAT(text, Not(HasSubstr("| ")));
}

TEST(BenchTables, SayWhyCudaWasNotRun) {
  BenchRun run = sample_run();
  EXPECT_THAT(bench_tables(run), Not(HasSubstr("CUDA: not run")));
  run.machine.gpus.clear();
  EXPECT_TRUE(bench_tables(run).ends_with("\nCUDA: not run, no GPU on this machine\n"));
  run.build.cuda.clear();
  EXPECT_TRUE(bench_tables(run).ends_with("\nCUDA: not run, this build has none\n"));
}

TEST(BenchTables, TextOfARunStaysInItsLineAndCell) {
  BenchRun run = sample_run();
  run.machine.processor = "two\nlines";
  run.rates[0].backend = "a|b\nc";
  const std::string text = tables(run);
  EXPECT_THAT(text, HasSubstr("- Machine: two lines, 4 cores"));
  EXPECT_THAT(text, HasSubstr("| a\\|b c | f32 |"));
}

TEST(StageRatios, AreMediansOfTheRatiosOfEachRepeat) {
  const StageRatios ratios = stage_ratios(sample_run().pipelines[0], 4);
  // Seconds per frame of the repeats: film 0.18, 0.2, 0.25; film without sink 0.1, 0.125, 0.12; ffmpeg 0.15, 0.16, 0.2.
  // ffmpeg is the larger in each: 1.2, 1.25, 1.25.
  EXPECT_DOUBLE_EQ(ratios.film_over_larger.value(), 1.25);
  // CPU seconds per frame, both: 0.4 + 0.5, 0.42 + 0.52, 0.45 + 0.54; over 4 cores: 0.225, 0.235, 0.2475. The ratios
  // are 0.8, 0.851 and 1.01.
  EXPECT_DOUBLE_EQ(ratios.film_over_cpu.value(), 0.2 / 0.235);
  // Colour 0.09, 0.1, 0.12 over 0.1, 0.125, 0.12: 0.9, 0.8 and 1.
  EXPECT_DOUBLE_EQ(ratios.no_sink_over_color.value(), 0.9);
}

TEST(StageRatios, AreAbsentWithoutTheirStages) {
  PipelineFigure pipeline = sample_run().pipelines[0];
  pipeline.stages[2] = {"ffmpeg", 0, {}, {}, "cannot start 'ffmpeg'"};
  const StageRatios ratios = stage_ratios(pipeline, 4);
  EXPECT_FALSE(ratios.film_over_larger.has_value());
  EXPECT_FALSE(ratios.film_over_cpu.has_value());
  EXPECT_TRUE(ratios.no_sink_over_color.has_value());
}

TEST(TextTable, LinesUpAndIsMarkdown) {
  TextTable table({{"name", TextTable::Align::kLeft}, {"N"}});
  table.add({"µs", "1"});
  table.add({"longer", "400"});
  EXPECT_EQ(table.markdown(),
            "| name   |   N |\n"
            "| ------ | --: |\n"
            "| µs     |   1 |\n"
            "| longer | 400 |\n");
}

}  // namespace
}  // namespace lyap
