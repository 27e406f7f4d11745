#include "host/slurm/slurm.h"

#include "host/slurm/job_scripts.h"

#include <numeric>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// As scontrol of Slurm 22.05 prints it, shortened.
constexpr const char* kConfig =
    "Configuration data as of 2026-11-29T19:00:00\n"
    "MaxArraySize            = 5001\n"
    "MaxJobCount             = 10000\n";
constexpr const char* kPartitions =
    "PartitionName=short AllowGroups=ALL Default=YES MaxTime=01:30:00 State=UP\n"
    "PartitionName=long AllowGroups=ALL Default=NO MaxTime=2-12:00:00 State=UP\n"
    "PartitionName=open AllowGroups=ALL Default=NO MaxTime=UNLIMITED State=UP\n";

TEST(SlurmLimits, AreThoseOfThePartition) {
  EXPECT_EQ(parse_slurm_limits(kConfig, kPartitions, "").max_array_size, 5001);
  EXPECT_EQ(parse_slurm_limits(kConfig, kPartitions, "").max_minutes, 90);
  EXPECT_EQ(parse_slurm_limits(kConfig, kPartitions, "long").max_minutes, 60 * 60);
  EXPECT_EQ(parse_slurm_limits(kConfig, kPartitions, "open").max_minutes, std::nullopt);
  EXPECT_EQ(parse_slurm_limits("", "", "").max_array_size, 1001) << "Slurm's own default";
}

TEST(SlurmLimits, AreReadAsSlurmWritesTimes) {
  EXPECT_EQ(parse_slurm_minutes("10:00"), 10);
  EXPECT_EQ(parse_slurm_minutes("60"), 60);
  EXPECT_EQ(parse_slurm_minutes("02:00:59"), 120);
  EXPECT_EQ(parse_slurm_minutes("1-00:30:00"), 1470);
  EXPECT_EQ(parse_slurm_minutes("1-12"), 2160);
  for (const char* text : {"UNLIMITED", "", "a", "1:2:3:4", "-", "1-"}) {
    EXPECT_EQ(parse_slurm_minutes(text), std::nullopt) << text;
  }
}

TEST(SlurmOptions, ChooseAPartition) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(partition_of(Words{}), "");
  EXPECT_EQ(partition_of(Words{"-p", "gpu"}), "gpu");
  EXPECT_EQ(partition_of(Words{"-pgpu"}), "gpu");
  EXPECT_EQ(partition_of(Words{"--partition", "a", "--partition=b"}), "b");
}

TEST(SlurmArrays, StayBelowTheLimit) {
  std::vector<std::int64_t> tasks(12);
  std::iota(tasks.begin(), tasks.end(), 0);
  const std::vector<SlurmArray> arrays = slurm_arrays(tasks, 5);
  ASSERT_THAT(arrays, SizeIs(3));
  std::vector<std::int64_t> all;
  for (const SlurmArray& array : arrays) {
    for (const std::int64_t index : array.indices) {
      EXPECT_LT(index, 5);
      all.push_back(array.offset + index);
    }
  }
  EXPECT_EQ(all, tasks);
  EXPECT_THAT(slurm_arrays(std::vector<std::int64_t>{7}, 5), SizeIs(1)) << "no array that is empty";
}

TEST(SlurmArrays, AreTextsOfRanges) {
  EXPECT_EQ(index_list(std::vector<std::int64_t>{0, 1, 2, 3, 7, 9, 10}), "0-3,7,9-10");
  EXPECT_EQ(index_list(std::vector<std::int64_t>{4}), "4");
}

TEST(SlurmJob, HasTheUsersWordsAfterWhatIsOursToSuggestAndBeforeWhatIsOursToSay) {
  const SlurmJob job{.name = "lyap-1",
                     .script = {"/f/task.sh", "0"},
                     .log = "/f/logs/%a.log",
                     .minutes = 20,
                     .indices = {0, 1, 2},
                     .after = {"7", "8"},
                     .options = {"--time=5", "--array=9"}};
  EXPECT_THAT(sbatch_arguments(job),
              ElementsAre("--requeue", "--signal=B:TERM@120", "--time=20", "--time=5", "--array=9", "--parsable",
                          "--open-mode=append", "--job-name=lyap-1", "--output=/f/logs/%a.log", "--array=0-2",
                          "--dependency=afterany:7:8", "/f/task.sh", "0"));
}

TEST(SlurmJob, ScriptsBecomeTheProgramSoThatItGetsTheSignals) {
  EXPECT_THAT(
      task_script("lyap farm part d --task"),
      AllOf(HasSubstr("#!/bin/sh\n"), HasSubstr("exec lyap farm part d --task $((SLURM_ARRAY_TASK_ID + $1))\n")));
  EXPECT_THAT(join_script("lyap farm join d --round"), HasSubstr("exec lyap farm join d --round \"$1\"\n"));
}

}  // namespace
}  // namespace lyap
