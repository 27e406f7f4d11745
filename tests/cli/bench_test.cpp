#include "host/system/child_process.h"
#include "tests/cli/cli_test.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace lyap {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A run of a second or two, with figures of every kind.
constexpr const char* kSmallRun =
    "bench --backend cpu --sequence AB,AABAB --size 64x48 --iterations 20 --repeats 3 --seconds 0.002 "
    "--threads 2 ";

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

class CliBenchTest : public CliTest {
 protected:
  json run_of(const std::string& name) const { return json::parse(content(name)); }

  void expect_error(int status, const std::string& line, const std::vector<std::string>& words) const {
    const ProgramResult result = run(line);
    EXPECT_EQ(result.status, status) << "lyap " << line;
    EXPECT_THAT(result.err, IsErrorLineWith(words)) << "lyap " << line;
  }

  /// The run in `name` with `change` made to it, as `other`.
  template <class Change>
  void make_changed(const std::string& name, const std::string& other, Change change) const {
    json run = run_of(name);
    change(run);
    make_file(folder_ / other, run.dump());
  }
};

TEST_F(CliBenchTest, RatiosFollowFromTheRawNumbers) {
  const ProgramResult result = run(std::string(kSmallRun) + "--json run.json");
  ASSERT_EQ(result.status, 0) << result.err;
  const json found = run_of("run.json");
  ASSERT_EQ(found["rates"].size(), 4U) << "two sequences in two precisions";
  for (const json& rate : found["rates"]) {
    const std::vector<double> seconds = rate["seconds"];
    const std::vector<double> ceilings = rate["ceiling_operations_per_second"];
    ASSERT_EQ(seconds.size(), 3U);
    EXPECT_DOUBLE_EQ(rate["steps_per_second"], rate["steps"].get<double>() / median(seconds));
    if (rate["backend"] == "cpu-scalar" && ceilings.empty()) continue;  // nothing better can run here
    ASSERT_EQ(ceilings.size(), 3U);
    std::vector<double> shares;
    for (std::size_t i = 0; i < seconds.size(); ++i) {
      const double lane_operations = rate["steps"].get<double>() * rate["operations_per_step"].get<double>();
      shares.push_back(lane_operations / seconds[i] / ceilings[i]);
    }
    EXPECT_DOUBLE_EQ(rate["share_of_ceiling"], median(shares));
  }
  EXPECT_EQ(found["rates"][0]["operations_per_step"], 2);
  for (const char* section :
       {"rates", "early_end", "pipelines", "scaling", "latency", "bandwidth", "machine", "build"}) {
    EXPECT_FALSE(found[section].empty()) << section;
  }
  EXPECT_THAT(std::string(found["command"]), testing::StartsWith("lyap-bench "));
  EXPECT_THAT(result.out, AllOf(HasSubstr("AABAB"), HasSubstr("cpu-")));
}

TEST_F(CliBenchTest, AnEarlierRunGivesTheSameTables) {
  const ProgramResult measured = run(std::string(kSmallRun) + "--json run.json");
  ASSERT_EQ(measured.status, 0) << measured.err;
  const ProgramResult again = run("bench --from run.json --json again.json");
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(again.out, measured.out);
  EXPECT_EQ(content("again.json"), content("run.json"));
}

TEST_F(CliBenchTest, OnlyWhatWasAskedForIsMeasured) {
  const ProgramResult result = run(std::string(kSmallRun) + "--json run.json --only rates --precision f32");
  ASSERT_EQ(result.status, 0) << result.err;
  const json found = run_of("run.json");
  EXPECT_EQ(found["rates"].size(), 2U);
  for (const char* section : {"early_end", "pipelines", "scaling", "latency"})
    EXPECT_TRUE(found[section].empty()) << section;
}

TEST_F(CliBenchTest, EarlyEndsOfTheSequencesAndIterationsThatAreAskedFor) {
  const ProgramResult result =
      run("bench --only early-end --backend cpu --size 64x48 --sequence AB,AAB,BBBBBBAAAAAA "
          "--iterations 20,30 --precision f64 --repeats 1 --seconds 0.001 --json run.json");
  ASSERT_EQ(result.status, 0) << result.err;
  std::vector<std::string> pictures;
  const json found = run_of("run.json");
  for (const json& figure : found["early_end"]) {
    const json& picture = figure["picture"];
    pictures.push_back(picture["sequence"].get<std::string>() + " " + picture["iterations"].dump() + " " +
                       picture["window"].dump());
  }
  const std::string all = R"({"a":[2.0,4.0],"b":[2.0,4.0]})";
  const std::string chaos = R"({"a":[3.97,4.0],"b":[3.97,4.0]})";
  const std::string edge = R"({"a":[2.5,3.4],"b":[3.4,4.0]})";
  EXPECT_THAT(pictures, ElementsAre("AB 20 " + all, "AB 30 " + all, "AB 20 " + chaos, "AB 30 " + chaos, "AAB 20 " + all,
                                    "AAB 30 " + all, "BBBBBBAAAAAA 20 " + edge, "BBBBBBAAAAAA 30 " + edge));
  EXPECT_THAT(result.out, HasSubstr("## Early end"));
}

TEST_F(CliBenchTest, ALossBeyondTheLimitIsTold) {
  ASSERT_EQ(run(std::string(kSmallRun) + "--json run.json --only rates -q").status, 0);
  make_changed("run.json", "faster.json", [](json& run) {
    for (json& seconds : run["rates"][2]["seconds"]) seconds = 0.8 * seconds.get<double>();
  });
  const ProgramResult same = run("bench --from run.json --against run.json");
  EXPECT_EQ(same.status, 0) << same.out;
  const ProgramResult worse = run("bench --from run.json --against faster.json");
  EXPECT_EQ(worse.status, 3) << worse.out;
  EXPECT_THAT(worse.out, HasSubstr("AABAB"));
  EXPECT_EQ(run("bench --from run.json --against faster.json --worse-than 25%").status, 0);
  EXPECT_EQ(run("bench --from faster.json --against run.json").status, 0) << "better is not worse";
}

TEST_F(CliBenchTest, RunsWithoutAFigureInCommonCannotBeCompared) {
  ASSERT_EQ(run(std::string(kSmallRun) + "--json run.json --only rates -q").status, 0);
  make_changed("run.json", "other.json", [](json& run) {
    for (json& rate : run["rates"]) rate["backend"] = "cpu-other";
    run["bandwidth"] = json::array();
  });
  expect_error(2, "bench -q --from run.json --against other.json", {"--against", "other.json", "no figure"});
}

TEST_F(CliBenchTest, AnEarlierRunIsTakenAsItIs) {
  ASSERT_EQ(run(std::string(kSmallRun) + "--json run.json --only rates -q").status, 0);
  expect_error(2, "bench --from run.json --only rates", {"--only", "--from"});
  expect_error(2, "bench --from run.json --repeats 3", {"--repeats", "--from"});
  expect_error(2, "bench --from run.json --json run.json", {"--json", "run.json"});
}

TEST_F(CliBenchTest, TheCommandOfARunCanBeRunAgain) {
  Launch launch = this->launch(std::string(kSmallRun) + "--only rates -q --json");
  launch.arguments.push_back("my run.json");
  ASSERT_EQ(run_program(launch).status, 0);
  EXPECT_THAT(std::string(run_of("my run.json")["command"]), testing::EndsWith(" --json 'my run.json'"));
}

TEST_F(CliBenchTest, JsonOnStandardOutputIsAllThatStandsThere) {
  ASSERT_EQ(run(std::string(kSmallRun) + "--json run.json --only rates -q").status, 0);
  const ProgramResult result = run("bench --from run.json --json -");
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.out, content("run.json"));
}

TEST_F(CliBenchTest, WrongUsageIsToldBeforeAnythingIsMeasured) {
  expect_error(2, "bench --backend cpu-avx51", {"--backend", "'cpu-avx51'"});
  expect_error(2, "bench --only speed", {"--only", "'speed'", "rates, early-end, stages, scaling and latency"});
  expect_error(2, "bench --sequence A-", {"--sequence", "'A-'"});
  expect_error(2, "bench --size 4", {"--size", "'4'"});
  expect_error(2, "bench --iterations 1", {"--iterations", "1"});
  expect_error(2, "bench --precision f16", {"--precision", "'f16'", "f32 and f64"});
  expect_error(2, "bench --repeats 0", {"--repeats", "0"});
  expect_error(2, "bench --seconds 0", {"--seconds", "0"});
  expect_error(2, "bench --worse-than 20%", {"--worse-than", "--against"});
  for (const std::string share : {"%", "0", "0%", "1", "100%", "-5%", "10", "ten", "nan", "10%%"}) {
    expect_error(2, "bench --against run.json --worse-than " + share, {"--worse-than", "'" + share});
  }
  expect_error(2, "bench --speed", {"--speed", "not expected", "--help"});
  expect_error(1, "bench --json no/run.json", {"no/run.json"});
  expect_error(2, "bench --against gone.json", {"--against", "gone.json"});
  make_file(folder_ / "bad.json", "{\"format\": 99}");
  expect_error(2, "bench --from bad.json", {"--from", "bad.json: (/format)"});
  EXPECT_THAT(folder_.names(), ElementsAre("bad.json"));
}

TEST_F(CliBenchTest, ErrorsAreJsonWhereProgressIs) {
  for (const std::string wrong : {"--only nothing", "--speed", "--from gone.json"}) {
    const ProgramResult result = run("bench --progress json " + wrong);
    EXPECT_EQ(result.status, 2);
    const json error = json::parse(result.err, nullptr, false);
    ASSERT_TRUE(error.is_object()) << result.err;
    EXPECT_EQ(error.value("event", ""), "error");
    EXPECT_EQ(error.value("exit_code", 0), 2);
  }
}

TEST_F(CliBenchTest, CtrlCEndsItWithoutFiles) {
  Launch launch = this->launch("bench --backend cpu-scalar --only rates --json run.json --progress json");
  Program program(launch);
  EXPECT_TRUE(program.run_until([](const ProgramResult& result) { return !result.err.empty(); }));
  program.send(SIGINT);
  EXPECT_EQ(program.wait().status, 130);
  EXPECT_THAT(folder_.names(), ElementsAre());
}

TEST_F(CliBenchTest, OptionsCanStandInAFile) {
  make_file(folder_ / "bench.toml",
            "only = [\"rates\"]\nbackend = \"cpu\"\nsize = [\"64x48\"]\nsequence = [\"AB\"]\niterations = [20]\n"
            "repeats = 2\nseconds = 0.001\n");
  const ProgramResult result = run("bench --config bench.toml --precision f32 -q --json -");
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(json::parse(result.out)["rates"][0]["seconds"].size(), 2U);
}

TEST_F(CliBenchTest, HelpIsThatOfTheProgramThatMeasures) {
  EXPECT_THAT(run("--help").out, HasSubstr("bench"));
  const ProgramResult help = run("bench --help");
  EXPECT_EQ(help.status, 0) << help.err;
  EXPECT_THAT(help.out, AllOf(HasSubstr("lyap-bench [OPTIONS]"), HasSubstr("--worse-than"), HasSubstr("--repeats N")));
}

/// lyap in a folder of its own, with or without lyap-bench beside it or on PATH.
class CliBenchProgramTest : public CliTest {
 protected:
  CliBenchProgramTest() {
    std::filesystem::create_directories(folder_ / "bin");
    std::filesystem::create_directories(folder_ / "path");
    std::filesystem::copy_file(LYAP_PROGRAM, folder_ / "bin/lyap");
  }

  /// A lyap-bench that tells its arguments and ends with 7.
  void make_stand_in(const std::string& where, const std::string& name) const {
    const std::string path = folder_ / (where + "/lyap-bench");
    make_file(path, "#!/bin/sh\necho " + name + " \"$@\"\nexit 7\n");
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  }

  /// `env` starts the copy.
  ProgramResult run_copy(const std::string& words) const {
    ChildProcess program(
        {"/usr/bin/env", {"PATH=" + (folder_ / "path"), folder_ / "bin/lyap", "bench", words}, "", -1});
    const ExitStatus end = program.wait();
    return {end.code, program.output(), program.errors(), 0};
  }
};

TEST_F(CliBenchProgramTest, TheOneBesideLyapIsRunWithTheSameArguments) {
  make_stand_in("path", "path");
  make_stand_in("bin", "beside");
  const ProgramResult result = run_copy("--size  4k");
  EXPECT_EQ(result.out, "beside --size  4k\n");
  EXPECT_EQ(result.status, 7);
}

TEST_F(CliBenchProgramTest, ElseTheOneOnPath) {
  make_stand_in("path", "path");
  EXPECT_EQ(run_copy("--help").out, "path --help\n");
}

TEST_F(CliBenchProgramTest, WhereThereIsNoneThatIsTold) {
  const ProgramResult result = run_copy("--help");
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"lyap-bench", folder_ / "bin/lyap-bench", "PATH"}));
}

}  // namespace
}  // namespace lyap
