#include "host/farm/farm_plan.h"

#include "host/base/error.h"
#include "host/base/version.h"
#include "tests/support/message_of.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;

FarmPlan some_plan() {
  FarmPlan plan;
  plan.recipe = {.is_film = true, .version = kVersion, .colors = "", .fields = {}};
  plan.recipe.fields.set("sequence", "AB");
  plan.recipe.fields.set("iterations", "400");
  plan.output = "/films/loop.mp4";
  plan.units = 500;
  plan.units_per_part = 240;
  plan.parts_per_task = 2;
  plan.encoder = {"ffmpeg version 5.1", "0123abcd"};
  plan.machine = "x86_64";
  plan.computing.set("backend", "cpu");
  plan.scheduler_options = {"--gres=gpu:1", "-p", "film"};
  plan.task_minutes = 20;
  return plan;
}

/// The plan's JSON with the first `from` replaced.
std::string changed(const std::string& from, const std::string& to) {
  std::string json = farm_plan_json(some_plan());
  const std::size_t at = json.find(from);
  EXPECT_NE(at, json.npos) << from;
  return json.replace(at, from.size(), to);
}

std::string refusal_of(const std::string& json) {
  return message_of<InvalidInput>([&] { parse_farm_plan(json); });
}

TEST(FarmPlan, HasPartsOfEqualLengthButTheLast) {
  const FarmPlan plan = some_plan();
  EXPECT_EQ(plan.parts(), 3);
  EXPECT_EQ(plan.first_unit(2), 480);
  EXPECT_EQ(plan.units_of(0), 240);
  EXPECT_EQ(plan.units_of(2), 20);
  EXPECT_EQ(plan.tasks(), 2);
}

TEST(FarmPlan, SegmentsHave240FramesUnlessThereWouldBeTooManyFiles) {
  EXPECT_EQ(segment_frames(1), 240);
  EXPECT_EQ(segment_frames(100'000), 240);
  for (const std::int64_t frames : {117'600, 117'601, 500'000, 1'000'000}) {
    const std::int64_t length = segment_frames(frames);
    EXPECT_EQ(length % 240, 0) << frames;
    const std::int64_t parts = (frames - 1) / length + 1;
    EXPECT_LE(2 * parts, kMaxFarmFiles - 20) << frames << ": a file and a log each, and room for the plan";
  }
}

TEST(FarmPlan, ComesBackFromItsText) {
  const FarmPlan plan = some_plan();
  const FarmPlan read = parse_farm_plan(farm_plan_json(plan));
  EXPECT_EQ(farm_plan_json(read), farm_plan_json(plan));
  EXPECT_EQ(read.hash(), plan.hash());
  EXPECT_EQ(farm_plan_difference(plan, read), "");
}

TEST(FarmPlan, TheHashIsOfWhatDecidesBytesAndOfNothingElse) {
  const std::string hash = some_plan().hash();
  FarmPlan plan = some_plan();
  plan.output = "/elsewhere/loop.mp4";
  plan.parts_per_task = 1;
  plan.computing.set("backend", "cuda");
  plan.scheduler_options.clear();
  EXPECT_EQ(plan.hash(), hash);
  const std::vector<void (*)(FarmPlan&)> changes{[](FarmPlan& p) { p.recipe.fields.set("iterations", "401"); },
                                                 [](FarmPlan& p) { p.recipe.colors = "1"; },
                                                 [](FarmPlan& p) { p.units = 501; },
                                                 [](FarmPlan& p) { p.units_per_part = 241; },
                                                 [](FarmPlan& p) { p.encoder.version = "ffmpeg version 6"; },
                                                 [](FarmPlan& p) { p.encoder.sample = "1"; },
                                                 [](FarmPlan& p) { p.machine = "aarch64"; },
                                                 [](FarmPlan& p) { p.kind = FarmKind::kPicture; }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    plan = some_plan();
    changes[i](plan);
    EXPECT_NE(plan.hash(), hash) << i;
  }
}

TEST(FarmPlan, SaysWhatIsWrongWithADamagedOne) {
  EXPECT_THAT(refusal_of(""), HasSubstr("no object of JSON"));
  EXPECT_THAT(refusal_of("[1]"), HasSubstr("no object of JSON"));
  EXPECT_THAT(refusal_of("{}"), HasSubstr("'format' is missing"));
  EXPECT_THAT(refusal_of(changed("\"format\": 1", "\"format\": 2")), HasSubstr("newer lyap"));
  EXPECT_THAT(refusal_of(changed("\"kind\": \"film\"", "\"kind\": \"song\"")), HasSubstr("'song'"));
  EXPECT_THAT(refusal_of(changed("\"units\": 500", "\"units\": 0")), HasSubstr("'units' is no whole number"));
  EXPECT_THAT(refusal_of(changed("\"units\": 500", "\"units\": 1e9")), HasSubstr("'units' is no whole number"));
  EXPECT_THAT(refusal_of(changed("\"units\": 500", "\"units\": 499")), HasSubstr("it was changed"));
  EXPECT_THAT(refusal_of(changed("\"iterations\": \"400\"", "\"iterations\": \"40\"")), HasSubstr("it was changed"));
  EXPECT_THAT(refusal_of(changed("\"units-per-part\": 240", "\"units-per-part\": 501")), HasSubstr("units-per-part"));
  EXPECT_THAT(refusal_of(changed("\"backend\": \"cpu\"", "\"colour\": \"red\"")), HasSubstr("'colour'"));
  EXPECT_THAT(refusal_of(changed("\"-p\"", "7")), HasSubstr("'scheduler-options' is no text"));
  const std::string json = farm_plan_json(some_plan());
  for (std::size_t length = 0; length + 2 < json.size(); ++length) {
    EXPECT_NE(refusal_of(json.substr(0, length)), "") << length;
  }
}

// What reads, copies and writes JSON called itself for each level, until the stack was full.
TEST(FarmPlan, IsNotNestedDeeply) {
  const std::string nested = std::string(1'000'000, '[') + std::string(1'000'000, ']');
  EXPECT_THAT(refusal_of(changed("\"-p\"", nested)), HasSubstr("no object of JSON as lyap writes it"));
  EXPECT_THAT(refusal_of(changed("\"lyap\":", "\"size\": " + nested + ", \"lyap\":")), HasSubstr("no object of JSON"));
}

// Each key was compared with all before it; a plan of some megabytes took minutes.
TEST(FarmPlan, HasFewKeys) {
  std::string keys;
  for (int i = 0; i < 300'000; ++i) keys += fmt::format("\"{}\": \"\", ", i);
  EXPECT_THAT(refusal_of(changed("\"backend\":", keys + "\"backend\":")), HasSubstr("no object of JSON"));
  EXPECT_THAT(refusal_of(changed("\"lyap\":", keys + "\"lyap\":")), HasSubstr("no object of JSON"));
}

TEST(FarmPlan, DifferencesArePrintable) {
  FarmPlan was = some_plan();
  was.machine = "x86\x1B[2J\n";
  EXPECT_EQ(farm_plan_difference(was, some_plan()), "made with a processor of kind x86 [2J , now it is x86_64");
  was.machine = some_plan().machine;
  was.encoder.version = "ffmpeg\r5";
  EXPECT_EQ(farm_plan_difference(was, some_plan()), "made with the encoder of ffmpeg 5, now it is ffmpeg version 5.1");
}

TEST(FarmPlan, NamesTheFirstDifference) {
  const auto difference = [](void (*change)(FarmPlan&)) {
    FarmPlan now = some_plan();
    change(now);
    return farm_plan_difference(some_plan(), now);
  };
  EXPECT_EQ(difference([](FarmPlan& p) { p.recipe.fields.set("iterations", "500"); }),
            "made with --iterations 400, now it is 500");
  EXPECT_THAT(difference([](FarmPlan& p) { p.recipe.colors = "1"; }), HasSubstr("colours"));
  EXPECT_THAT(difference([](FarmPlan& p) { p.output = "/b.mp4"; }), HasSubstr("'/b.mp4'"));
  EXPECT_THAT(difference([](FarmPlan& p) { p.units_per_part = 12; }), HasSubstr("segments of 240, now it is 12"));
  EXPECT_THAT(difference([](FarmPlan& p) { p.recipe.version = "9.0.0"; }), HasSubstr("9.0.0"));
  EXPECT_THAT(difference([](FarmPlan& p) { p.encoder.version = "ffmpeg 6"; }), HasSubstr("ffmpeg 6"));
  EXPECT_THAT(difference([](FarmPlan& p) { p.encoder.sample = "1"; }), HasSubstr("encoder"));
  EXPECT_EQ(difference([](FarmPlan& p) { p.parts_per_task = 1; }), "");
}

}  // namespace
}  // namespace lyap
