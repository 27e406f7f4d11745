#include "tests/cli/film.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace lyap {
namespace {

// With --progress json, every line on standard error is a JSON object.

using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;

class CliJsonLinesTest : public CliFilmTest {
 protected:
  /// The objects that `lyap LINE --progress json` tells; each line must be one.
  std::vector<json> objects_of(const std::string& line, int status) const {
    const ProgramResult result = run(line + " --progress json");
    EXPECT_EQ(result.status, status) << result.err;
    std::vector<json> objects;
    for (const std::string& text : split_lines(result.err)) {
      objects.push_back(json::parse(text, nullptr, false));
      EXPECT_TRUE(objects.back().is_object()) << text;
    }
    return objects;
  }

  static std::vector<std::string> events_of(const std::vector<json>& objects) {
    std::vector<std::string> events;
    for (const json& object : objects) events.push_back(object.value("event", ""));
    return events;
  }
};

TEST_F(CliJsonLinesTest, AFilmTellsItsProgressNotesTimingsAndSummary) {
  const auto objects =
      objects_of("animate ABC --sweep C=3:3 --size 16x16 --frames 3 --iterations 9 --timings -o f_#.png", 0);
  const std::vector<std::string> events = events_of(objects);
  for (const char* event : {"note", "progress", "timings", "summary"}) EXPECT_THAT(events, Contains(event));
  for (const json& object : objects) {
    if (object["event"] != "progress") continue;
    EXPECT_EQ(object["job"], "f_#.png");
    for (const char* key : {"share", "frames_done", "frames", "frames_per_second", "seconds", "seconds_left"}) {
      EXPECT_TRUE(object[key].is_number()) << key;
    }
    for (const char* key : {"waiting", "waiting_for", "stage"}) EXPECT_TRUE(object[key].is_string()) << key;
  }
}

TEST_F(CliJsonLinesTest, TheLastProgressIsTheEnd) {
  const auto objects = objects_of("animate ABC --sweep C=2:3 --size 16x16 --frames 3 --iterations 9 -o f_#.png", 0);
  json last;
  for (const json& object : objects) last = object["event"] == "progress" ? object : last;
  EXPECT_EQ(last["share"], 1.0);
  EXPECT_EQ(last["frames_done"], 3);
  EXPECT_EQ(last["stage"], "done");
}

TEST_F(CliJsonLinesTest, EveryCommandTellsItsEnd) {
  for (const char* line :
       {"render AB --size 9x9 -o a.exr", "recolor a.exr -o b.png",
        "animate ABC --sweep C=2:3 --size 9x9 --frames 4 --contact-sheet 2x2 -o c.png",
        "animate ABC --sweep C=2:3 --size 9x9 --frames 4 -o none --save-exponents e_#.npy",
        "compare AB --size 9x9 --left cpu --right cpu-scalar",
        "bench --only rates --backend cpu-scalar --size 9x9 --iterations 9 --repeats 1 --seconds 0.001"}) {
    json last;
    for (const json& object : objects_of(line, 0)) last = object["event"] == "progress" ? object : last;
    EXPECT_EQ(last["share"], 1.0) << line;
    EXPECT_EQ(last["stage"], "done") << line;
  }
}

TEST_F(CliJsonLinesTest, AQuietBatchTellsItsFailuresAlone) {
  make_file(folder_ / "jobs.toml",
            "[[render]]\nsequence = \"AB\"\nsize = \"9x9\"\noutput = \"a.png\"\n"
            "[[render]]\nsequence = \"AB\"\nsize = \"9x9\"\noutput = \"no/b.png\"\n");
  for (const char* line : {"batch jobs.toml --quiet", "batch jobs.toml --quiet --dry-run"}) {
    const auto objects = objects_of(line, 1);
    EXPECT_THAT(events_of(objects), ::testing::ElementsAre("failed", "error")) << line;
    EXPECT_THAT(objects.front().value("text", ""), ::testing::StartsWith("no/b.png: cannot write")) << line;
  }
}

TEST_F(CliJsonLinesTest, ErrorsAreObjectsToo) {
  for (const char* line : {"render AB --size 0x0", "render AB --palete x", "render", "animate AB -o a.mp4"}) {
    const auto objects = objects_of(line, 2);
    ASSERT_EQ(objects.size(), 1U) << line;
    EXPECT_EQ(objects.front()["event"], "error");
    EXPECT_EQ(objects.front()["exit_code"], 2);
    EXPECT_NE(objects.front()["text"], "");
  }
  EXPECT_EQ(objects_of("render AB --size 9x9 -o no/a.png", 1).back()["exit_code"], 1);
}

TEST_F(CliJsonLinesTest, ABatchTellsItsTableAndFailures) {
  make_file(folder_ / "jobs.toml",
            "[[render]]\nsequence = \"AB\"\nsize = \"9x9\"\noutput = \"a.png\"\n"
            "[[render]]\nsequence = \"AB\"\nsize = \"9x9\"\noutput = \"no/b.png\"\n");
  const auto objects = objects_of("batch jobs.toml", 1);
  const std::vector<std::string> events = events_of(objects);
  for (const char* event : {"failed", "summary", "error"}) EXPECT_THAT(events, Contains(event));
}

TEST_F(CliJsonLinesTest, SegmentsAndFarmsTellTheirs) {
  const std::string film = "ABC --sweep C=3:3 --size 16x16 --frames 3 --iterations 9 ";
  const auto segments = objects_of("animate " + film + "--segments -o a.mp4", 0);
  for (const char* event : {"note", "summary"}) EXPECT_THAT(events_of(segments), Contains(event));
  EXPECT_THAT(events_of(objects_of("farm " + film + "-o b.mp4 --folder farm --print", 0)), Contains("note"));
  const auto part = objects_of("farm part farm 0", 0);
  EXPECT_THAT(events_of(part), Contains("summary"));
  const auto summary = std::ranges::find(part, "summary", [](const json& object) { return object["event"]; });
  EXPECT_THAT(summary->value("text", ""), HasSubstr("3 frames"));
  EXPECT_THAT(events_of(objects_of("farm join farm", 0)), Contains("summary"));
}

}  // namespace
}  // namespace lyap
