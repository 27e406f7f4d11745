#include "tests/cli/cli_test.h"

#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::HasSubstr;

/// Contact sheets and previews of films.
class CliQuickLookTest : public CliTest {
 protected:
  static constexpr const char* kFilm = "animate ABC --sweep C=2.5:3.5 --frames 21 --fps 30 --iterations 50 ";
};

TEST_F(CliQuickLookTest, AContactSheetHasTheFramesAtTheSizeThatItGivesThem) {
  succeed(std::string(kFilm) + "--size 320x240 --contact-sheet 3x2 -o sheet.png");
  const DecodedPng sheet = decoded("sheet.png");
  EXPECT_GT(sheet.width, 300U);
  EXPECT_LT(sheet.width, 500U);
  // The film's recipe is inside.
  EXPECT_THAT(run("show sheet.png").out, HasSubstr("lyap animate 'ABC'"));
  EXPECT_THAT(run("show sheet.png").out, HasSubstr("--size 320x240"));
}

TEST_F(CliQuickLookTest, AContactSheetIsTheSameOnEveryBackendAndFromAFilmFile) {
  make_file(folder_ / "film.toml",
            "sequence = \"ABC\"\nsweep = \"C=2.5:3.5\"\nframes = 21\niterations = 50\nsize = \"320x240\"\n"
            "contact-sheet = \"3x2\"\noutput = \"b.png\"\ncodec = \"libx265\"\n");
  succeed(std::string(kFilm) + "--size 320x240 --contact-sheet 3x2 -o a.png --backend cpu-scalar");
  succeed("animate film.toml");
  EXPECT_TRUE(content("a.png") == content("b.png"));
}

TEST_F(CliQuickLookTest, APreviewIsEveryFourthFrameAtAQuarterOfTheSize) {
  succeed(std::string(kFilm) + "--size 160x120 --preview -o p_##.png");
  succeed(std::string(kFilm) + "--size 40x30 -o f_##.png");
  for (const auto& [preview, frame] :
       {std::pair("p_00", "f_00"), {"p_01", "f_04"}, {"p_02", "f_08"}, {"p_05", "f_20"}}) {
    EXPECT_TRUE(content(std::string(preview) + ".png") == content(std::string(frame) + ".png")) << preview;
  }
  EXPECT_FALSE(std::filesystem::exists(folder_ / "p_06.png"));
}

TEST_F(CliQuickLookTest, APreviewRunsAsLongAsTheFilmAndTellsItsRecipe) {
  succeed(std::string(kFilm) + "--size 160x120 --preview -o a.mp4");
  const std::string line = run("show a.mp4").out;
  EXPECT_THAT(line, HasSubstr("--size 40x30"));
  EXPECT_THAT(line, HasSubstr("--frames 21 --fps 30 --every 4"));
  succeed("animate --like a.mp4 -o b.mp4");
  EXPECT_TRUE(content("a.mp4") == content("b.mp4"));
  // A stream tells its rate: 30/4 frames a second.
  succeed(std::string(kFilm) + "--size 160x120 --preview -o a.y4m");
  EXPECT_THAT(content("a.y4m").substr(0, 60), HasSubstr("W40 H30 F15:2"));
}

TEST_F(CliQuickLookTest, WhatCannotBeIsRefusedInOneLine) {
  const auto refusal = [&](const std::string& words) { return run(std::string(kFilm) + "--size 64x48 " + words).err; };
  EXPECT_THAT(refusal("--contact-sheet 5 -o a.png"),
              IsErrorLineWith(std::vector<std::string>{"--contact-sheet", "5x4"}));
  EXPECT_THAT(refusal("--contact-sheet 0x4 -o a.png"), IsErrorLineWith(std::vector<std::string>{"--contact-sheet"}));
  EXPECT_THAT(refusal("--contact-sheet 5x5 -o a.png"), IsErrorLineWith(std::vector<std::string>{"25 frames", "21"}));
  EXPECT_THAT(refusal("--contact-sheet 3x2 -o a.mp4"), IsErrorLineWith(std::vector<std::string>{"-o", ".png"}));
  EXPECT_THAT(refusal("--contact-sheet 3x2 --preview -o a.png"),
              IsErrorLineWith(std::vector<std::string>{"--preview"}));
  EXPECT_THAT(refusal("--every 0 -o a.mp4"), IsErrorLineWith(std::vector<std::string>{"--every"}));
  EXPECT_TRUE(snapshot().empty());
}

}  // namespace
}  // namespace lyap
