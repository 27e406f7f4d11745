#include "host/base/error.h"
#include "host/base/version.h"
#include "host/farm/farm_folder.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

/// Four parts, of 10, 10, 10 and 5 frames.
FarmPlan plan_of_four() {
  FarmPlan plan;
  plan.recipe = {.is_film = true, .version = kVersion, .colors = "", .fields = {}};
  plan.recipe.fields.set("sequence", "AB");
  plan.output = "/films/loop.mp4";
  plan.units = 35;
  plan.units_per_part = 10;
  return plan;
}

TEST(FarmFolder, GoesOnWithTheSamePlanAndRefusesAnother) {
  const TemporaryFolder folder;
  const FarmFolder farm(folder / "farm");
  FarmPlan plan = plan_of_four();
  plan.parts_per_task = 2;
  farm.begin(plan);
  plan.parts_per_task = 1;
  EXPECT_EQ(farm.begin(plan).parts_per_task, 2) << "who goes on keeps how the parts are shared out";
  plan.recipe.fields.set("sequence", "AAB");
  EXPECT_THAT(message_of<InvalidInput>([&] { farm.begin(plan); }), AllOf(HasSubstr("'AB'"), HasSubstr("'AAB'")));
  EXPECT_EQ(farm.plan().recipe.fields.text("sequence"), "AB");
}

TEST(FarmFolder, LeavesAFolderOfOtherFilesAlone) {
  const TemporaryFolder folder;
  make_file(folder / "letter.txt", "Dear");
  EXPECT_THAT(message_of<InvalidInput>([&] { FarmFolder(folder.path()).begin(plan_of_four()); }),
              HasSubstr("other files"));
  EXPECT_THAT(folder.names(), ElementsAre("letter.txt"));
  EXPECT_THAT(message_of<InvalidInput>([&] { FarmFolder(folder.path()).plan(); }), HasSubstr("no farm"));
}

TEST(FarmFolder, NamesTheDamagedPlan) {
  const TemporaryFolder folder;
  make_file(folder / "plan.json", "{");
  EXPECT_THAT(message_of<InvalidInput>([&] { FarmFolder(folder.path()).plan(); }),
              AllOf(HasSubstr("plan.json"), HasSubstr("damaged")));
}

TEST(FarmFolder, NotesMachinesWhoseLastTaskFailed) {
  const TemporaryFolder folder;
  const FarmFolder farm(folder / "farm");
  EXPECT_THAT(farm.failed_machines(), IsEmpty());
  farm.begin(plan_of_four());
  farm.note_machine("node7", true);
  farm.note_machine("node2", true);
  farm.note_machine("node2", true);
  EXPECT_THAT(farm.failed_machines(), ElementsAre("node2", "node7"));
  farm.note_machine("node7", false);
  EXPECT_THAT(farm.failed_machines(), ElementsAre("node2"));
}

TEST(FarmState, IsKnownFromTheNamesOfFiles) {
  const TemporaryFolder folder;
  const FarmFolder farm(folder / "farm");
  const FarmPlan plan = farm.begin(plan_of_four());
  for (const char* name : {"00001-0000000a.mp4", "00001-0000000b.mp4", "00002-0000000c.mp4", "00009-0000000c.mp4",
                           "00003-0000000c.mkv", "part-00003-node-1-part.mp4", "other"}) {
    make_file((farm.parts() / name).string(), "x");
  }
  const FarmState state = farm_state(farm, plan, FileTimes::kAsked);
  EXPECT_THAT(state.missing(), ElementsAre(0, 3));
  EXPECT_THAT(state.parts[1].files, ElementsAre("00001-0000000a.mp4", "00001-0000000b.mp4"));
  ASSERT_EQ(state.unfinished.size(), 1);
  EXPECT_TRUE(state.unfinished.contains(3));
  EXPECT_GT(state.parts[1].finished, FarmState::Time::min());
  EXPECT_EQ(farm_state(farm, plan).missing(), state.missing());
}

TEST(FarmProgress, CountsWhatIsDoneAndHowFast) {
  const FarmPlan plan = plan_of_four();
  const FarmState::Time start{};
  FarmState state;
  state.parts.resize(4);
  state.parts[0] = {{"a"}, start + 20s};
  state.parts[1] = {{"b"}, start + 30s};
  state.unfinished = {{2, start + 35s}, {3, start - 10min}};
  const FarmProgress progress = progress_of(state, plan, start + 40s);
  EXPECT_EQ(progress.done, 2);
  EXPECT_EQ(progress.units_done, 20);
  EXPECT_EQ(progress.missing, 2);
  EXPECT_EQ(progress.running, 1) << "the other has not grown for minutes: its writer is gone";
  // When the first began is not known: 10 frames in the 10 s since it ended, and 15 frames are left.
  EXPECT_DOUBLE_EQ(progress.rate, 1);
  EXPECT_DOUBLE_EQ(progress.time_left, 15);
}

TEST(FarmProgress, KnowsNoRateBeforeTheSecondPart) {
  FarmState state;
  state.parts.resize(4);
  state.parts[3] = {{"a"}, FarmState::Time() + 20s};
  const FarmProgress progress = progress_of(state, plan_of_four(), FarmState::Time() + 40s);
  EXPECT_EQ(progress.units_done, 5);
  EXPECT_EQ(progress.rate, 0);
  EXPECT_EQ(progress.time_left, 0);
}

}  // namespace
}  // namespace lyap
