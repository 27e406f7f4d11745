#include "tests/bench/json_sample.h"
#include "tests/bench/sample_run.h"

#include <nlohmann/json.hpp>
#include <string>

#include <gtest/gtest.h>

namespace lyap {
namespace {

using nlohmann::json;

TEST(BenchJsonOfEarlyEnds, EarlyEndsFollowFromTheirRawNumbers) {
  const json figures = json::parse(bench_json(sample_run()))["early_end"];
  ASSERT_EQ(figures.size(), 3U);
  for (const json& figure : figures) {
    const double asked = figure["steps_asked"];
    const double done = figure["steps_done"];
    const double early = median_of(figure["early_end_seconds"]);
    EXPECT_DOUBLE_EQ(figure["steps_share"], done / asked);
    EXPECT_DOUBLE_EQ(figure["brute_force_steps_per_second"], asked / median_of(figure["brute_force_seconds"]));
    EXPECT_DOUBLE_EQ(figure["early_end_steps_per_second"], asked / early);
    EXPECT_DOUBLE_EQ(figure["done_steps_per_second"], done / early);
    EXPECT_DOUBLE_EQ(figure["spread"], spread_of(figure["early_end_seconds"]));
    // Ratios are the same in each repeat of the sample, as its clock slows all down alike.
    const double brute_operations = asked * 3 / figure["brute_force_seconds"][0].get<double>();
    const double done_operations = done * 3 / figure["early_end_seconds"][0].get<double>();
    EXPECT_DOUBLE_EQ(figure["brute_force_share_of_ceiling"], brute_operations / 60e9);
    EXPECT_DOUBLE_EQ(figure["done_share_of_ceiling"], done_operations / 60e9);
    EXPECT_DOUBLE_EQ(figure["time_share"], 0.4);
    EXPECT_DOUBLE_EQ(figure["textbook_steps_per_second"], 1e7);
    EXPECT_DOUBLE_EQ(figure["times_textbook"], asked / 0.08 / 1e7);
  }
}

TEST(BenchJsonOfEarlyEnds, WithoutACeilingThereAreNoSharesOfIt) {
  BenchRun run = sample_run();
  run.early_end[0].ceiling = {};
  const std::string text = bench_json(run);
  const json figure = json::parse(text)["early_end"][0];
  EXPECT_TRUE(figure["brute_force_share_of_ceiling"].is_null());
  EXPECT_TRUE(figure["done_share_of_ceiling"].is_null());
  EXPECT_EQ(parse_bench_json(text, "bench.json"), run);
}

TEST(BenchJsonOfEarlyEnds, ReadsRunsFromBeforeThereWereEarlyEndsAndWindows) {
  BenchRun older = sample_run();
  older.early_end.clear();
  json text = json::parse(bench_json(older));
  text.erase("early_end");
  EXPECT_EQ(text.dump().find("window"), std::string::npos);
  EXPECT_EQ(parse_bench_json(text.dump(), "bench.json"), older);
}

}  // namespace
}  // namespace lyap
