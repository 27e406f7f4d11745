#include "tests/cli/film.h"

#include <algorithm>
#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::SizeIs;
using ::testing::StartsWith;

/// As the notebook is called, but for size and length.
constexpr const char* kNotebook =
    "animate --seq=ACDBCD --fname=x.mp4 --width=16 --height=12 --xc 2.95 --yc 2.95 --rad=0.25 --pal twilight --cores=2";

class CliAnimateTest : public CliFilmTest {
 protected:
  /// Makes the film as a PNG sequence; each frame must be, to the byte, the still that its Comment tells how to make.
  void expect_frames_are_stills(const std::string& film, int frames) const {
    succeed(film + " --frames " + std::to_string(frames) + " -q -o f_#.png");
    EXPECT_THAT(folder_.names(), SizeIs(frames));
    for (int frame = 0; frame < frames; ++frame) {
      const std::string name = "f_" + std::to_string(frame) + ".png";
      ASSERT_THAT(comment(name), ::testing::StartsWith("lyap render "));
      EXPECT_EQ(run_in_shell(comment(name) + " -o still.png").status, 0);
      EXPECT_TRUE(content("still.png") == content(name)) << comment(name);
    }
  }
};

TEST_F(CliAnimateTest, TheNotebooksCommandLineMakesAllItsFrames) {
  succeed(kNotebook);
  const std::string film = properties_of(folder_ / "x.mp4");
  for (const auto& [key, value] : {std::pair("nb_read_packets", "1800"),
                                   {"width", "16"},
                                   {"height", "12"},
                                   {"pix_fmt", "yuv420p"},
                                   {"color_range", "tv"},
                                   {"color_space", "bt709"},
                                   {"color_primaries", "bt709"},
                                   {"color_transfer", "bt709"},
                                   {"r_frame_rate", "30/1"},
                                   {"duration", "60.000000"}}) {
    EXPECT_EQ(property(film, key), value) << key;
  }
  EXPECT_THAT(folder_.names(), ElementsAre("x.mp4"));
}

TEST_F(CliAnimateTest, TheNotebooksCommandLineMayComeInAnyOrder) {
  succeed(std::string(kNotebook) + " --dur 1 -q");
  const std::string film = content("x.mp4");
  succeed(
      "animate --cores=2 --pal twilight --dur=1 --rad=0.25 --yc 2.95 --xc 2.95 --height=12 --width=16 --fname=x.mp4"
      " --seq=ACDBCD -q");
  EXPECT_TRUE(content("x.mp4") == film);
  EXPECT_EQ(probed("x.mp4", "nb_read_packets"), "30");
  EXPECT_EQ(probed("x.mp4", "TAG:comment"),
            "lyap animate 'ACDBCD' --horizontal A=2:4 --vertical B=2:4 --size 16x12 --iterations 100 --transient 0"
            " --phase 1 --x0 0.5 --precision auto --palette 'twilight' --circle C,D --center 2.95,2.95 --radius 0.25"
            " --frames 30 --fps 30");
}

TEST_F(CliAnimateTest, ACirclesFramesAreStills) {
  expect_frames_are_stills(kCircleFilm, 4);
  // θ = −π in the first frame, −π/2 in the second: C = 2.95 − 0.25·sin θ, D = 2.95 + 0.25·cos θ.
  EXPECT_THAT(comment("f_1.png"), HasSubstr(" --set C=3.2 "));
  EXPECT_THAT(comment("f_2.png"), HasSubstr(" --set D=3.2 "));
}

TEST_F(CliAnimateTest, ASweepsFramesAreStills) {
  expect_frames_are_stills("animate ABC --sweep C=2.5:3.5 --size 9x7 --iterations 30", 5);
  EXPECT_THAT(comment("f_0.png"), HasSubstr(" --set C=2.5 "));
  EXPECT_THAT(comment("f_2.png"), HasSubstr(" --set C=3 "));
  EXPECT_THAT(comment("f_4.png"), HasSubstr(" --set C=3.5 "));
}

TEST_F(CliAnimateTest, ThereAndBackPassesEveryPlaceTwice) {
  expect_frames_are_stills("animate AB --sweep x0=0.25:0.75 --ping-pong --size 9x7 --iterations 30", 8);
  EXPECT_THAT(comment("f_4.png"), HasSubstr(" --x0 0.75 "));
  for (const auto& [there, back] : {std::pair("f_1.png", "f_7.png"), {"f_2.png", "f_6.png"}, {"f_3.png", "f_5.png"}}) {
    EXPECT_EQ(content(there), content(back));
  }
}

TEST_F(CliAnimateTest, AZoomsFramesAreStills) {
  expect_frames_are_stills("animate AB --zoom 3,3 --zoom-factor 16 --size 9x7 --iterations 30", 5);
  // The point in the middle stays there, and the width goes 2, 1, 1/2, 1/4, 1/8. The powers are rounded.
  EXPECT_THAT(comment("f_0.png"), HasSubstr(" --horizontal A=2:4 --vertical B=2:4 "));
  EXPECT_THAT(comment("f_4.png"), HasSubstr(" --horizontal A=2.9375:3.0625 --vertical B=2.9375:3.0625 "));
}

TEST_F(CliAnimateTest, SeveralThingsMoveAtOnce) {
  expect_frames_are_stills(
      "animate ABCDEF --circle C,D --center 3,3.1 --radius 0.2 --sweep E=3:3.5 --sweep F=3.5:3 --sweep x0=0.2:0.6"
      " --zoom 3.1,2.9 --size 9x7 --iterations 30",
      3);
  EXPECT_THAT(comment("f_1.png"), AllOf(HasSubstr(" --set E=3.25 --set F=3.25 "), HasSubstr(" --x0 0.4 ")));
}

TEST_F(CliAnimateTest, ARangesFramesAreThoseOfTheWholeFilm) {
  const std::string film = std::string(kCircleFilm) + "--frames 9 -q ";
  succeed(film + "-o whole_#.png");
  succeed(film + "--range 3:5 -o part_#.png");
  for (const std::string frame : {"3", "4", "5"}) {
    EXPECT_TRUE(content("part_" + frame + ".png") == content("whole_" + frame + ".png")) << frame;
  }
  EXPECT_THAT(folder_.names(), SizeIs(9 + 3));
  succeed(film + "-o whole.yuv");
  succeed(film + "--range 8:8 -o part.yuv");
  EXPECT_EQ(content("part.yuv"), content("whole.yuv").substr(8 * 384));
}

TEST_F(CliAnimateTest, LengthAndRateAreWhatWasAskedFor) {
  struct Case {
    const char* options;
    const char* frames;
    const char* rate;
  };
  // 2·30000/1001 = 59.94 frames fill two seconds best.
  for (const Case& c :
       {Case{"--frames 7", "7", "30/1"}, Case{"--duration 0.5", "15", "30/1"},
        Case{"--duration 2 --fps 30000/1001", "60", "30000/1001"}, Case{"--frames 12 --fps 24", "12", "24/1"}}) {
    succeed(kCircleFilm + std::string(c.options) + " -q -o a.mp4");
    EXPECT_EQ(probed("a.mp4", "nb_read_packets"), c.frames) << c.options;
    EXPECT_EQ(probed("a.mp4", "r_frame_rate"), c.rate) << c.options;
  }
}

TEST_F(CliAnimateTest, WhatCannotBeIsRefused) {
  const auto expect_refused = [&](const std::string& options, const std::vector<std::string>& words) {
    expect_error(2, kCircleFilm + options, words);
  };
  expect_refused("--frames 7 --duration 3", {"--frames: ", "leave one out"});
  expect_refused("--frames 0", {"--frames: '0'", "1 to 1000000"});
  expect_refused("--duration 0", {"--duration: 0"});
  expect_refused("--duration 1e9", {"--duration: ", "1000000 frames"});
  expect_refused("--fps 0", {"--fps: '0'", "30000/1001"});
  expect_refused("--frames 9 --range 3", {"--range: '3'", "0:8"});
  expect_refused("--frames 9 --range 3:9", {"--range: '9'", "0 to 8"});
  expect_refused("--frames 9 --range 5:3", {"--range: 5:3", "empty"});
  expect_refused("--in-flight 0", {"--in-flight: '0'", "1 to 256"});
  expect_refused("--sweep C=2:3", {"--sweep: C moves in two ways"});
  expect_refused("--sweep B=2:3", {"--sweep: ", "letter B is on the vertical axis"});
  expect_refused("--sweep x0=0:2 --frames 5", {"--sweep: x0: 1.5", "(in frame 3)"});
  expect_refused("--set C=3", {"--set C=RATE: letter C moves"});
  expect_refused("--progress dots", {"--progress: 'dots'", "json"});
  expect_error(2, "animate AB", {"nothing moves", "a circle, a sweep, a zoom"});
  EXPECT_THAT(folder_.names(), ::testing::IsEmpty());
}

TEST_F(CliAnimateTest, TheSummaryIsOneLine) {
  EXPECT_THAT(run("animate ABC --sweep C=2:3 --size 16x16 --frames 5 --fps 24 --backend cpu-scalar --threads 1").err,
              MatchesRegex("cpu-scalar \\(1 thread\\), 5 frames in [0-9.]+ s, [-+e0-9.]+ frames/s: ABC\\.mp4 "
                           "\\(16x16, 24 fps\\)\n"));
}

TEST_F(CliAnimateTest, TimingsTellWhoWaitedForWhom) {
  const std::string film = std::string(kCircleFilm) + "--frames 5 -q --timings -o ";
  EXPECT_THAT(
      run(film + "a.mp4").err,
      MatchesRegex("timings: [0-9.]+ s in all; rendering busy [0-9.]+ s, idle [0-9.]+ s .*; copying back [0-9.]+ s; "
                   "encoder busy [0-9.]+ s, waiting [0-9.]+ s; opening and finishing [0-9.]+ s; "
                   ".* [-+e0-9.]+ G map steps computed.* \\(code path .+\\)\n"));
  EXPECT_THAT(run(film + "a_#.png").err, HasSubstr("; writing busy "));
}

TEST_F(CliAnimateTest, QuietSaysNothing) {
  const ProgramResult result = run(std::string(kCircleFilm) + "--frames 5 --quiet --progress json");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out + result.err, "");
}

TEST_F(CliAnimateTest, ProgressIsToldInJsonToItsEndAndNotFurther) {
  const ProgramResult result = run("animate ABC --sweep C=2:3 --size 64x64 --frames 90 --progress json -o a.mp4");
  std::vector<std::string> lines = split_lines(result.err);
  ASSERT_GE(lines.size(), 2U);
  EXPECT_THAT(lines.back(), StartsWith("{\"event\": \"summary\", "));
  lines.pop_back();
  const std::string object =
      "\\{\"event\": \"progress\", \"share\": [01]\\.[0-9]+, \"frames_done\": [0-9]+, \"frames\": 90, "
      "\"unit\": \"frames\", \"frames_per_second\": [0-9.]+, "
      "\"seconds\": [0-9.]+, \"seconds_left\": [0-9.]+, \"waiting\": \"[a-z ]*\", "
      "\"waiting_for\": \"[a-z ]*\", \"job\": \"a.mp4\", \"stage\": \"[a-z]+\"\\}";
  EXPECT_THAT(lines, ::testing::Each(MatchesRegex(object)));
  EXPECT_THAT(lines.back(), AllOf(HasSubstr("\"share\": 1.000000, \"frames_done\": 90,"), EndsWith("}")));
  const auto ends = std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.find("\"share\": 1.0") != std::string::npos;
  });
  EXPECT_EQ(ends, 1);
}

}  // namespace
}  // namespace lyap
