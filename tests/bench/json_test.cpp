#include "host/base/error.h"
#include "tests/bench/json_sample.h"
#include "tests/bench/sample_run.h"
#include "tests/support/message_of.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

json sample_json() {
  return json::parse(bench_json(sample_run()));
}

/// In the order in which they stand.
std::vector<std::string> keys_of(const std::string& pointer) {
  const auto text = nlohmann::ordered_json::parse(bench_json(sample_run()));
  std::vector<std::string> keys;
  for (const auto& [key, value] : text.at(nlohmann::ordered_json::json_pointer(pointer)).items()) keys.push_back(key);
  return keys;
}

TEST(BenchJson, ReadsBackWhatItWrote) {
  EXPECT_EQ(parse_bench_json(bench_json(sample_run()), "bench.json"), sample_run());
  BenchRun without_figures;
  without_figures.machine.cores = 1;
  EXPECT_EQ(parse_bench_json(bench_json(without_figures), "bench.json"), without_figures);
}

TEST(BenchJson, KeepsTextAndNumbersExactly) {
  BenchRun run = sample_run();
  run.machine.processor = "a \"b\" \\c\n\t[1,\n 2]\x01 µ";
  run.rates[0].seconds = {{0.1, 1.0 / 3, 1e-300, std::numeric_limits<double>::denorm_min(), 1e300}};
  EXPECT_EQ(parse_bench_json(bench_json(run), "bench.json"), run);
}

TEST(BenchJson, HasEveryField) {
  EXPECT_THAT(keys_of(""), ElementsAre("format", "build", "machine", "command", "time", "rates", "early_end",
                                       "pipelines", "scaling", "latency", "bandwidth"));
  EXPECT_THAT(keys_of("/build"), ElementsAre("version", "commit", "compiler", "build_type", "cuda"));
  EXPECT_THAT(keys_of("/machine"), ElementsAre("processor", "cores", "system", "gpus"));
  EXPECT_THAT(keys_of("/machine/gpus/0"), ElementsAre("name", "multiprocessors", "clock_hertz", "compute_capability"));
  EXPECT_THAT(keys_of("/rates/0"),
              ElementsAre("backend", "picture", "rows", "passes", "steps", "seconds", "ceiling_operations_per_second",
                          "operations_per_step", "bytes_per_pixel", "steps_per_second", "share_of_ceiling", "spread"));
  EXPECT_THAT(keys_of("/rates/0/picture"), ElementsAre("sequence", "width", "height", "iterations", "precision"));
  EXPECT_THAT(keys_of("/early_end/0"),
              ElementsAre("backend", "picture", "rows", "passes", "steps_asked", "steps_done", "brute_force_seconds",
                          "early_end_seconds", "textbook_steps", "textbook_seconds", "ceiling_operations_per_second",
                          "operations_per_step", "steps_share", "time_share", "brute_force_steps_per_second",
                          "brute_force_share_of_ceiling", "early_end_steps_per_second", "done_steps_per_second",
                          "done_share_of_ceiling", "textbook_steps_per_second", "times_textbook", "spread"));
  EXPECT_THAT(keys_of("/early_end/1/picture"),
              ElementsAre("sequence", "width", "height", "iterations", "precision", "window"));
  EXPECT_THAT(keys_of("/pipelines/0"), ElementsAre("backend", "picture", "threads", "stages"));
  EXPECT_THAT(keys_of("/pipelines/0/stages/0"), ElementsAre("stage", "frames", "seconds", "cpu_seconds", "unavailable",
                                                            "frames_per_second", "cpu_seconds_per_frame", "spread"));
  EXPECT_THAT(keys_of("/scaling/0"), ElementsAre("backend", "picture", "points"));
  EXPECT_THAT(keys_of("/scaling/0/points/0"),
              ElementsAre("threads", "frames", "seconds", "seconds_per_frame", "efficiency", "spread"));
  EXPECT_THAT(keys_of("/latency/0"), ElementsAre("backend", "picture", "seconds", "median_seconds", "spread"));
  EXPECT_THAT(keys_of("/bandwidth/0"), ElementsAre("backend", "bytes_per_second", "median_bytes_per_second", "spread"));
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

TEST(BenchJson, StageThatWasNotMeasuredSaysWhyAndHasNulls) {
  const json stage = sample_json()["pipelines"][0]["stages"].back();
  EXPECT_EQ(stage["unavailable"], "the disk is full");
  EXPECT_EQ(stage["seconds"], json::array());
  for (const char* key : {"frames_per_second", "cpu_seconds_per_frame", "spread"}) EXPECT_TRUE(stage[key].is_null());
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

TEST(BenchJson, EachSampleStandsOnOneLine) {
  EXPECT_THAT(bench_json(sample_run()), HasSubstr("\n   \"seconds\": [0.011, 0.0125, 0.015],\n"));
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

TEST(BenchJson, RefusesTimesThatAreNotPositive) {
  const std::string refused = "bench.json: /rates/3/seconds: a list of positive numbers is accepted";
  for (const char* seconds : {"[]", "[1, 0, 1]", "[1, -1, 1]", "[1, null, 1]", "[1, \"1\"]", "1", "null", "{}"}) {
    EXPECT_EQ(refusal("/rates/3/seconds", json::parse(seconds)), refused) << seconds;
  }
  EXPECT_EQ(refusal("/scaling/0/points/1/seconds", json::array()),
            "bench.json: /scaling/0/points/1/seconds: a list of positive numbers is accepted");
  EXPECT_EQ(refusal("/pipelines/0/stages/0/cpu_seconds", {1, -1}),
            "bench.json: /pipelines/0/stages/0/cpu_seconds: a list of numbers from 0 on is accepted");
}

TEST(BenchJson, RefusesOtherKindsOfValues) {
  EXPECT_EQ(refusal("/machine", 1), "bench.json: /machine: an object is accepted");
  EXPECT_EQ(refusal("/rates", json::object()), "bench.json: /rates: a list is accepted");
  EXPECT_EQ(refusal("/latency/0/backend", 1), "bench.json: /latency/0/backend: text in quotes is accepted");
  EXPECT_EQ(refusal("/rates/0/steps", "1"), "bench.json: /rates/0/steps: a positive number is accepted");
  EXPECT_EQ(refusal("/machine/cores", 0),
            "bench.json: /machine/cores: a whole number from 1 to 2147483647 is accepted");
  EXPECT_EQ(refusal("/machine/cores", 2147483648),
            "bench.json: /machine/cores: a whole number from 1 to 2147483647 is accepted");
  EXPECT_THAT(refusal("/rates/0/picture/iterations", 1),
              HasSubstr("/rates/0/picture/iterations: a whole number from 2"));
  EXPECT_EQ(refusal("/early_end/1/picture/window/a", {1, 2, 3}),
            "bench.json: /early_end/1/picture/window/a: a list of two positive numbers is accepted");
  EXPECT_EQ(refusal("/early_end/1/picture/window", {{"a", {1, 2}}}),
            "bench.json: /early_end/1/picture/window/b: missing; a list of positive numbers is accepted");
  EXPECT_EQ(refusal("/early_end/0/steps_done", 0),
            "bench.json: /early_end/0/steps_done: a positive number is accepted");
  EXPECT_THAT(refusal("/rates/0/rows", 1.5), HasSubstr("bench.json: /rates/0/rows: a whole number"));
  EXPECT_THAT(refusal("/rates/0/rows", 18446744073709551615U), HasSubstr("bench.json: /rates/0/rows: a whole number"));
}

TEST(BenchJson, RefusesMissingFields) {
  // Whatever bench_json() writes and the structs hold is needed; the numbers that follow from others are not.
  json text = sample_json();
  text["rates"][0].erase("steps_per_second");
  EXPECT_EQ(parse_bench_json(text.dump(), "bench.json"), sample_run());
  text["rates"][0].erase("seconds");
  EXPECT_EQ(message_of<InvalidInput>([&] { parse_bench_json(text.dump(), "bench.json"); }),
            "bench.json: /rates/0/seconds: missing; a list of positive numbers is accepted");
}

TEST(BenchJson, RefusesAnotherFormat) {
  EXPECT_EQ(refusal("/format", 2), "bench.json: /format: 1, the format that this version of lyap writes, is accepted");
  EXPECT_THAT(refusal("/format", "1"), HasSubstr("bench.json: /format: a whole number"));
}

TEST(BenchJson, RefusesWhatIsNoJson) {
  const auto refused = [](const std::string& text) {
    return message_of<InvalidInput>([&] { parse_bench_json(text, "bench.json"); });
  };
  EXPECT_THAT(refused("{\"format\": 1"), HasSubstr("bench.json: this is not JSON: parse error at line 1"));
  EXPECT_THAT(refused(""), HasSubstr("bench.json: this is not JSON: parse error"));
  EXPECT_THAT(refused("{\"format\": 1e999}"), HasSubstr("bench.json: this is not JSON: number overflow"));
  EXPECT_EQ(refused("[]"), "bench.json: the whole text: an object is accepted");
}

}  // namespace
}  // namespace lyap
