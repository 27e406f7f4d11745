#include "tests/cli/comparison.h"
#include "tests/support/backend_under_test.h"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

using ::testing::ContainsRegex;
using ::testing::IsEmpty;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr const char* kStill = "render AB --size 16x12 --iterations 30 --quiet ";

/// Which GPUs compute; most of it is to be seen without one.
class CliDeviceTest : public CliComparison {
 protected:
  /// Why CUDA cannot run here, "" if it can.
  std::string cuda_reason() const {
    constexpr std::string_view kReason = "cannot run: ";
    for (const std::string& line : split_lines(run("backends").out)) {
      const auto reason = line.find(kReason);
      if (line.starts_with("cuda ") && reason != line.npos) return line.substr(reason + kReason.size());
    }
    return "";
  }
};

/// Skips where CUDA cannot run, and fails there if it is required.
class CliGpuTest : public CliDeviceTest {
 protected:
  void SetUp() override {
    const std::string reason = cuda_reason();
    if (reason.empty()) return;
    if (is_required("cuda")) FAIL() << "LYAP_REQUIRE_BACKEND asks for cuda: " << reason;
    GTEST_SKIP() << "cuda: " << reason;
  }
};

TEST_F(CliDeviceTest, HelpTellsThatSeveralCanBeChosenWhereTheyCan) {
  for (const char* command : {"render", "animate", "batch", "compare"}) {
    EXPECT_THAT(
        run(std::string(command) + " --help").out,
        ContainsRegex("--device N,\\.\\.\\. +Numbers of the GPUs, first or all of those that can be used[ \n]+\\[first\\]"))
        << command;
  }
  EXPECT_THAT(run("bench --help").out,
              ContainsRegex("--device N +Number of the GPU; one is measured at a time[ \n]+\\[first\\]"));
}

// A command line that names no GPU can be the same on machines with GPUs and without.
TEST_F(CliDeviceTest, ProcessorsTakeAChoiceThatNamesNoGpu) {
  succeed(std::string(kStill) + "--backend cpu -o expected.png");
  for (const std::string choice : {"first", "all", "ALL"}) {
    succeed(std::string(kStill) + "--backend cpu --device " + choice + " -o a.png");
    EXPECT_TRUE(content("a.png") == content("expected.png")) << choice;
  }
}

TEST_F(CliDeviceTest, AGpuThatIsNamedAndThenNotUsedIsRefused) {
  make_file(folder_ / "jobs.toml", "[[render]]\nsequence = \"AB\"\nsize = \"16x12\"\noutput = \"a.png\"\n");
  for (const std::string choice : {"0", "3", "0,2"}) {
    for (const std::string& line :
         {std::string(kStill) + "--backend cpu -o a.png",
          std::string(kCircleFilm) + "--frames 2 --backend cpu -o a.y4m", std::string("batch jobs.toml --backend cpu"),
          std::string("compare AB --size 16x12 --left cpu --right cpu-scalar")}) {
      expect_error(kWrongUsage, fmt::format("{} --device {}", line, choice),
                   {"--device: GPU " + choice + " would not be used", "cpu-", "lyap backends"});
    }
  }
  EXPECT_THAT(folder_.names(), ::testing::ElementsAre("jobs.toml"));
}

TEST_F(CliDeviceTest, FilmsBatchesAndComparisonsTakeAChoice) {
  const std::string film = std::string(kCircleFilm) + "--frames 5 --backend cpu --quiet ";
  succeed(film + "-o expected.y4m");
  make_file(folder_ / "jobs.toml",
            "[[render]]\nsequence = \"AB\"\nsize = \"16x12\"\noutput = \"a.png\"\n"
            "[[animate]]\nsequence = \"ACDBCD\"\ncircle = \"C,D\"\ncenter = \"2.95,2.95\"\nradius = 0.25\n"
            "size = \"16x16\"\niterations = 30\nframes = 5\noutput = \"b.y4m\"\n");
  for (const std::string choice : {"all", "first"}) {
    succeed(fmt::format("{}--device {} -o a.y4m", film, choice));
    EXPECT_TRUE(content("a.y4m") == content("expected.y4m")) << choice;
    succeed("batch jobs.toml --backend cpu --quiet --device " + choice);
    EXPECT_TRUE(content("b.y4m") == content("expected.y4m")) << choice;
    answer(0, "compare AB --size 16x12 --left cpu --right cpu-scalar --quiet --device " + choice);
  }
}

TEST_F(CliDeviceTest, OptionFilesTakeANumberOrAText) {
  succeed(std::string(kStill) + "--backend cpu -o expected.png");
  for (const std::string value : {"\"first\"", "\"all\""}) {
    make_file(folder_ / "a.toml", "backend = \"cpu\"\ndevice = " + value + "\n");
    succeed(std::string(kStill) + "--config a.toml -o a.png");
    EXPECT_TRUE(content("a.png") == content("expected.png")) << value;
  }
  for (const std::string value : {"1", "\"1\""}) {
    make_file(folder_ / "a.toml", "backend = \"cpu\"\ndevice = " + value + "\n");
    expect_error(kWrongUsage, std::string(kStill) + "--config a.toml -o b.png", {"GPU 1 would not be used"});
  }
}

TEST_F(CliDeviceTest, WhatIsNoChoiceInAnOptionFileIsToldWithItsLine) {
  for (const auto& [value, words] :
       {std::pair<std::string, std::vector<std::string>>{"\"0,0\"", {"--device: '0,0'", "GPU 0 is there twice"}},
        {"-1", {"--device: '-1'", "0 to 1023"}},
        {"true", {"--device: 'true'", "all is accepted"}},
        {"[0, 2]", {"--device"}}}) {
    make_file(folder_ / "a.toml", "\ndevice = " + value + "\n");
    std::vector<std::string> all_words = words;
    all_words.push_back("a.toml:2: ");
    expect_error(kWrongUsage, std::string(kStill) + "--config a.toml -o a.png", all_words);
  }
}

TEST_F(CliDeviceTest, EveryCommandRefusesWhatIsNoChoice) {
  for (const std::string line : {"render AB", "animate ABC --sweep C=2:3", "compare AB", "bench"}) {
    expect_error(kWrongUsage, line + " --device 0,x", {"--device: '0,x' is not a choice of GPUs", "'x'", "0 to 1023"});
  }
  make_file(folder_ / "jobs.toml", "[[render]]\nsequence = \"AB\"\noutput = \"a.png\"\n");
  expect_error(kWrongUsage, "batch jobs.toml --device 0,x", {"--device: '0,x' is not a choice of GPUs"});
  EXPECT_THAT(folder_.names(), ::testing::ElementsAre("jobs.toml"));
}

TEST_F(CliDeviceTest, BenchmarksMeasureOneGpu) {
  for (const std::string choice : {"all", "0,1"}) {
    expect_error(kWrongUsage, "bench --backend cpu --json run.json --device " + choice, {"--device", choice});
  }
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(CliDeviceTest, WhyCudaCannotRunIsToldWhateverIsChosen) {
  const std::string reason = cuda_reason();
  if (reason.empty()) GTEST_SKIP() << "CUDA can run here";
  for (const std::string choice : {"0", "all", "0,1"}) {
    expect_error(kFailed, std::string(kStill) + "--backend cuda --device " + choice + " -o a.png",
                 {"the backend cuda cannot run here", reason});
  }
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(CliDeviceTest, BackendsTellsWhichGpusThereIsCodeFor) {
  const std::string table = run("backends").out;
  if (table.find("built without CUDA") != std::string::npos) {
    EXPECT_EQ(table.find("GPU code"), std::string::npos);
  } else {
    EXPECT_THAT(table, ContainsRegex("\nGPU code in this program: for compute capabilit(y|ies) [0-9]+\\.[0-9]"));
  }
}

TEST_F(CliGpuTest, AGpuThatIsNotThereIsRefusedInAListToo) {
  for (const std::string choice : {"1023", "0,1023"}) {
    expect_error(kWrongUsage, std::string(kStill) + "--backend cuda --device " + choice + " -o a.png",
                 {"--device: there is no GPU 1023"});
  }
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(CliGpuTest, AllGpusMakeThePictureOfOne) {
  succeed(std::string(kStill) + "--backend cuda -o expected.png");
  succeed(std::string(kStill) + "--backend cuda --device all -o a.png");
  EXPECT_TRUE(content("a.png") == content("expected.png"));
}

}  // namespace
}  // namespace lyap
