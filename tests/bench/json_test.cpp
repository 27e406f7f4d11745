#include "host/base/error.h"
#include "tests/bench/sample_run.h"
#include "tests/support/message_of.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

/// What a run says that was read from `text`.
std::string read_back(const std::string& text) {
  return bench_json(parse_bench_json(text, "bench.json"));
}

json sample_json() {
  return json::parse(bench_json(sample_run()));
}

/// The middle one of the three numbers that each sample has, sorted or not.
double median_of(const json& values) {
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  return sorted.at(1);
}

double spread_of(const json& values) {
  const std::vector<double> numbers = values;
  const auto [least, greatest] = std::minmax_element(numbers.begin(), numbers.end());
  return (*greatest - *least) / median_of(values);
}

/// In alphabetical order.
std::vector<std::string> keys_of(const std::string& pointer) {
  std::vector<std::string> keys;
  const json text = sample_json();
  for (const auto& [key, value] : text.at(json::json_pointer(pointer)).items()) keys.push_back(key);
  return keys;
}

TEST(BenchJson, ReadsBackWhatItWrote) {
  EXPECT_EQ(read_back(bench_json(sample_run())), bench_json(sample_run()));
  BenchRun without_figures;
  without_figures.machine.cores = 1;
  EXPECT_EQ(read_back(bench_json(without_figures)), bench_json(without_figures));
}

TEST(BenchJson, KeepsTextAndNumbersExactly) {
  BenchRun run = sample_run();
  run.machine.processor = "a \"b\" \\c\n\t[1,\n 2]\x01 µ";
  run.rates[0].seconds = {{0.1, 1.0 / 3, 1e-300, std::numeric_limits<double>::denorm_min(), 1e300}};
  EXPECT_EQ(read_back(bench_json(run)), bench_json(run));
}

TEST(BenchJson, HasEveryField) {
  EXPECT_THAT(keys_of(""), UnorderedElementsAre("format", "build", "machine", "command", "time", "rates", "early_end",
                                                "pipelines", "scaling", "latency", "bandwidth"));
  EXPECT_THAT(keys_of("/build"), UnorderedElementsAre("version", "commit", "compiler", "build_type", "cuda"));
  EXPECT_THAT(keys_of("/machine"), UnorderedElementsAre("processor", "cores", "system", "gpus"));
  EXPECT_THAT(keys_of("/machine/gpus/0"),
              UnorderedElementsAre("name", "multiprocessors", "clock_hertz", "compute_capability"));
  EXPECT_THAT(
      keys_of("/rates/0"),
      UnorderedElementsAre("backend", "picture", "rows", "passes", "steps", "seconds", "ceiling_operations_per_second",
                           "operations_per_step", "bytes_per_pixel", "steps_per_second", "share_of_ceiling", "spread"));
  EXPECT_THAT(keys_of("/rates/0/picture"),
              UnorderedElementsAre("sequence", "width", "height", "iterations", "precision", "window"));
  EXPECT_THAT(
      keys_of("/early_end/0"),
      UnorderedElementsAre("backend", "picture", "rows", "passes", "steps_asked", "steps_done", "brute_force_seconds",
                           "early_end_seconds", "textbook_steps", "textbook_seconds", "ceiling_operations_per_second",
                           "operations_per_step", "steps_share", "time_share", "brute_force_steps_per_second",
                           "brute_force_share_of_ceiling", "early_end_steps_per_second", "done_steps_per_second",
                           "done_share_of_ceiling", "textbook_steps_per_second", "times_textbook", "spread"));
  EXPECT_THAT(keys_of("/pipelines/0"), UnorderedElementsAre("backend", "picture", "threads", "stages"));
  EXPECT_THAT(keys_of("/pipelines/0/stages/0"),
              UnorderedElementsAre("stage", "frames", "seconds", "cpu_seconds", "unavailable", "frames_per_second",
                                   "cpu_seconds_per_frame", "spread"));
  EXPECT_THAT(keys_of("/scaling/0"), UnorderedElementsAre("backend", "picture", "points"));
  EXPECT_THAT(keys_of("/scaling/0/points/0"),
              UnorderedElementsAre("threads", "frames", "seconds", "seconds_per_frame", "efficiency", "spread"));
  EXPECT_THAT(keys_of("/latency/0"), UnorderedElementsAre("backend", "picture", "seconds", "median_seconds", "spread"));
  EXPECT_THAT(keys_of("/bandwidth/0"),
              UnorderedElementsAre("backend", "bytes_per_second", "median_bytes_per_second", "spread"));
}

TEST(BenchJson, RatesFollowFromTheirRawNumbers) {
  const json rates = sample_json()["rates"];
  ASSERT_EQ(rates.size(), 4U);
  for (const json& rate : rates) {
    const double steps_per_second = rate["steps"].get<double>() / median_of(rate["seconds"]);
    EXPECT_DOUBLE_EQ(rate["steps_per_second"], steps_per_second);
    EXPECT_DOUBLE_EQ(rate["spread"], spread_of(rate["seconds"]));
    // The ceiling of the sample does not move, so the median of the shares is the share of the median.
    EXPECT_DOUBLE_EQ(rate["share_of_ceiling"], steps_per_second * rate["operations_per_step"].get<double>() /
                                                   rate["ceiling_operations_per_second"][0].get<double>());
  }
}

TEST(BenchJson, EarlyEndsFollowFromTheirRawNumbers) {
  const json figures = sample_json()["early_end"];
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

TEST(BenchJson, WithoutACeilingThereAreNoSharesOfIt) {
  BenchRun run = sample_run();
  run.early_end[0].ceiling_operations_per_second = {};
  const std::string text = bench_json(run);
  const json figure = json::parse(text)["early_end"][0];
  EXPECT_TRUE(figure["brute_force_share_of_ceiling"].is_null());
  EXPECT_TRUE(figure["done_share_of_ceiling"].is_null());
  EXPECT_EQ(read_back(text), bench_json(run));
}

TEST(BenchJson, StagesFollowFromTheirRawNumbers) {
  const json stages = sample_json()["pipelines"][0]["stages"];
  ASSERT_EQ(stages.size(), 5U);  // the last one was not measured
  for (std::size_t i = 0; i + 1 < stages.size(); ++i) {
    const json& stage = stages[i];
    const double frames = stage["frames"];
    EXPECT_DOUBLE_EQ(stage["frames_per_second"], frames / median_of(stage["seconds"]));
    EXPECT_DOUBLE_EQ(stage["cpu_seconds_per_frame"], median_of(stage["cpu_seconds"]) / frames);
    EXPECT_DOUBLE_EQ(stage["spread"], spread_of(stage["seconds"]));
  }
}

TEST(BenchJson, StageThatWasNotMeasuredSaysWhyAndHasNoResults) {
  const json stage = sample_json()["pipelines"][0]["stages"].back();
  EXPECT_EQ(stage["unavailable"], "the disk is full");
  EXPECT_EQ(stage["seconds"], json::array());
  for (const char* key : {"frames_per_second", "cpu_seconds_per_frame", "spread"}) EXPECT_FALSE(stage.contains(key));
}

TEST(BenchJson, ScalingFollowsFromItsRawNumbers) {
  // Large picture: 4 s / 4 frames with one thread, 4.1 s / 8 with two, 2.5 s / 8 with four.
  const json points = sample_json()["scaling"][0]["points"];
  EXPECT_DOUBLE_EQ(points[0]["seconds_per_frame"], 1.0);
  EXPECT_DOUBLE_EQ(points[1]["seconds_per_frame"], 4.1 / 8);
  EXPECT_DOUBLE_EQ(points[0]["efficiency"], 1.0);
  EXPECT_DOUBLE_EQ(points[1]["efficiency"], 1.0 / (4.1 / 8) / 2);
  EXPECT_DOUBLE_EQ(points[2]["efficiency"], 1.0 / (2.5 / 8) / 4);
  EXPECT_DOUBLE_EQ(points[2]["spread"], spread_of(points[2]["seconds"]));
}

TEST(BenchJson, LatencyAndBandwidthHaveMedians) {
  const json run = sample_json();
  EXPECT_DOUBLE_EQ(run["latency"][1]["median_seconds"], 0.35);
  EXPECT_DOUBLE_EQ(run["bandwidth"][0]["median_bytes_per_second"], 1e10);
}

TEST(BenchJson, NumbersThatAreNotFiniteBecomeNull) {
  BenchRun run = sample_run();
  run.rates[0].steps = std::numeric_limits<double>::infinity();
  run.machine.gpus[0].clock_hertz = std::numeric_limits<double>::quiet_NaN();
  const json text = json::parse(bench_json(run));
  EXPECT_TRUE(text["rates"][0]["steps_per_second"].is_null());
  EXPECT_TRUE(text["rates"][0]["steps"].is_null());
  EXPECT_TRUE(text["machine"]["gpus"][0]["clock_hertz"].is_null());
}

TEST(BenchJson, TextThatIsNotUtf8DoesNotThrow) {
  BenchRun run = sample_run();
  run.machine.processor = "\xFF";
  EXPECT_EQ(json::parse(bench_json(run))["machine"]["processor"], "\xEF\xBF\xBD");  // U+FFFD
}

/// What is said of the sample with another value at `pointer`.
std::string refusal(const std::string& pointer, const json& value) {
  json changed = sample_json();
  changed[json::json_pointer(pointer)] = value;
  return message_of<InvalidInput>([&] { parse_bench_json(changed.dump(), "bench.json"); });
}

TEST(BenchJson, RefusesSamplesWithoutAMedian) {
  // A median of nothing is none, and times of 0 make rates without bounds.
  EXPECT_EQ(refusal("/rates/3/seconds", json::array()), "bench.json: (/rates/3/seconds) it has no number");
  for (const char* seconds : {"[1, 0, 1]", "[1, -1, 1]", "[1, null, 1]", "[1, \"1\"]"}) {
    EXPECT_EQ(refusal("/rates/3/seconds", json::parse(seconds)),
              "bench.json: (/rates/3/seconds) numbers above 0 are accepted")
        << seconds;
  }
  for (const char* seconds : {"1", "null", "\"1\""}) {
    EXPECT_THAT(refusal("/rates/3/seconds", json::parse(seconds)), HasSubstr("(/rates/3/seconds) type must be array"))
        << seconds;
  }
  EXPECT_EQ(refusal("/scaling/0/points/1/seconds", json::array()),
            "bench.json: (/scaling/0/points/1/seconds) it has no number");
  EXPECT_EQ(refusal("/pipelines/0/stages/0/cpu_seconds", {1, -1}),
            "bench.json: (/pipelines/0/stages/0/cpu_seconds) numbers from 0 on are accepted");
}

TEST(BenchJson, RefusesOtherKindsOfValuesAndSaysWhere) {
  for (const auto& [pointer, value] : std::vector<std::pair<std::string, json>>{{"/machine", 1},
                                                                                {"/rates", 1},
                                                                                {"/latency/0/backend", 1},
                                                                                {"/rates/0/steps", "1"},
                                                                                {"/rates/0/rows", nullptr},
                                                                                {"/early_end/1/picture/window/a", {1}},
                                                                                {"/machine/gpus/0", 1}}) {
    EXPECT_THAT(refusal(pointer, value), StartsWith("bench.json: (" + pointer + ")"));
  }
}

TEST(BenchJson, RefusesCountsThatNothingCanHold) {
  // Found by fuzzing: a number with an exponent became a count without a look.
  for (const json& value : {json(4e107), json(4e18), json(-1), json(1.5)}) {
    EXPECT_EQ(refusal("/rates/0/picture/iterations", value),
              "bench.json: (/rates/0/picture/iterations) a whole number from 0 to 9223372036854775807 is accepted");
  }
  EXPECT_EQ(refusal("/machine/cores", 2147483648),
            "bench.json: (/machine/cores) a whole number from 0 to 2147483647 is accepted");
}

TEST(BenchJson, RefusesMissingFields) {
  // Whatever the structs hold is needed; the numbers that follow from others are not.
  json text = sample_json();
  text["rates"][0].erase("steps_per_second");
  EXPECT_EQ(read_back(text.dump()), bench_json(sample_run()));
  text["rates"][0].erase("seconds");
  EXPECT_EQ(message_of<InvalidInput>([&] { parse_bench_json(text.dump(), "bench.json"); }),
            "bench.json: (/rates/0) key 'seconds' not found");
}

TEST(BenchJson, ReadsRunsFromBeforeThereWereEarlyEndsAndWindows) {
  BenchRun older = sample_run();
  older.early_end.clear();
  json text = json::parse(bench_json(older));
  text.erase("early_end");
  for (json& rate : text["rates"]) rate["picture"].erase("window");
  EXPECT_EQ(read_back(text.dump()), bench_json(older));
}

TEST(BenchJson, RefusesAnotherFormat) {
  EXPECT_EQ(refusal("/format", 2), "bench.json: (/format) this version of lyap reads format 1");
  EXPECT_EQ(refusal("/format", "1"), "bench.json: (/format) this version of lyap reads format 1");
}

TEST(BenchJson, RefusesWhatIsNoJson) {
  const auto refused = [](const std::string& text) {
    return message_of<InvalidInput>([&] { parse_bench_json(text, "bench.json"); });
  };
  EXPECT_THAT(refused("{\"format\": 1"), HasSubstr("bench.json: parse error at line 1"));
  EXPECT_THAT(refused(""), HasSubstr("bench.json: parse error"));
  EXPECT_THAT(refused("{\"format\": 1e999}"), HasSubstr("bench.json: number overflow"));
  EXPECT_EQ(refused("[]"), "bench.json: a run is an object");
}

}  // namespace
}  // namespace lyap
