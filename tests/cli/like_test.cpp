#include "tests/cli/film.h"

#include <string>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class CliLikeTest : public CliFilmTest {
 protected:
  CliLikeTest() { succeed("render ABC --set C=3.1 --a 2.5:3.4 --size 40x30 --palette jet -o old.png -q"); }
};

TEST_F(CliLikeTest, APictureIsMadeAgain) {
  succeed("render --like old.png -q -o new.png");
  EXPECT_TRUE(content("new.png") == content("old.png"));
}

TEST_F(CliLikeTest, AnOptionReplacesWhatThePictureWasMadeWith) {
  succeed("render --like old.png --width 20 --xmax 3 --palette viridis --set C=3.2 -q -o new.png");
  succeed("render ABC --set C=3.2 --a 2.5:3 --size 20x30 --palette viridis -q -o expected.png");
  EXPECT_TRUE(content("new.png") == content("expected.png")) << comment("new.png");
}

// Also where the file says how another name was given.
TEST_F(CliLikeTest, TheOutputIsNeverThatOfTheFile) {
  const std::string old = content("old.png");
  succeed("render --like old.png --size 8x6 -q");
  EXPECT_TRUE(content("old.png") == old);
  EXPECT_THAT(folder_.names(), ElementsAre("ABC.png", "old.png"));
}

TEST_F(CliLikeTest, AConfigFileDoesNotChangeWhatThePictureTells) {
  make_file(folder_ / "my.toml", "size = \"10x10\"\npalette = \"viridis\"\niterations = 7\nquiet = true\n");
  succeed("render --like old.png --config my.toml -o new.png");
  EXPECT_TRUE(content("new.png") == content("old.png")) << comment("new.png");
}

TEST_F(CliLikeTest, FilmsAreMadeLikeFilmsAndLikePictures) {
  succeed("animate --like old.png --sweep C=2:3 --frames 3 --size 16x12 -q -o a.mp4");
  EXPECT_THAT(probed("a.mp4", "TAG:comment"), AllOf(HasSubstr(" --horizontal A=2.5:3.4 "), Not(HasSubstr("--set"))));
  succeed("animate --like a.mp4 -q -o b.mp4");
  EXPECT_TRUE(content("b.mp4") == content("a.mp4"));
  succeed("animate --like a.mp4 --duration 2 --fps 10 -q -o c.mp4");
  EXPECT_THAT(probed("c.mp4", "TAG:comment"), HasSubstr(" --sweep C=2:3 --frames 20 --fps 10"));
  make_file(folder_ / "film.toml", "[timeline.C]\nkeys = [[0, 2], [1, 3]]\n");
  succeed("animate film.toml --like a.mp4 -q -o d.mp4");
  EXPECT_THAT(probed("d.mp4", "TAG:comment"), HasSubstr(" --track 'C linear 0=2 1=3' --frames 3 "));
  expect_error(2, "render --like a.mp4 -o no.png", {"--like: 'a.mp4' is a film"});
}

// Arguments for ffmpeg could name files that it writes.
TEST_F(CliLikeTest, ArgumentsOfTheEncoderAreMentionedAndNotTaken) {
  Launch film = launch("animate --like old.png --sweep C=2:3 --frames 3 --size 16x12 -q -o a.mp4 --encoder-args");
  film.arguments.push_back("-tune film");
  ASSERT_EQ(run_program(film).status, 0);
  EXPECT_THAT(run("animate --like a.mp4 -o b.mp4").err, HasSubstr("--encoder-args '-tune film'"));
  EXPECT_THAT(probed("b.mp4", "TAG:comment"), Not(HasSubstr("encoder-args")));
}

TEST_F(CliLikeTest, APaletteFileMustHaveTheColorsItHad) {
  make_file(folder_ / "my.map", "0 0 0\n255 255 255\n");
  succeed("render AB --size 8x6 --palette my.map -q -o a.png");
  succeed("render --like a.png -q -o b.png");
  EXPECT_TRUE(content("b.png") == content("a.png"));
  make_file(folder_ / "my.map", "0 0 0\n255 255 0\n");
  expect_error(2, "render --like a.png -q -o c.png", {"--palette: 'my.map' has other colours than those that 'a.png'"});
  succeed("render --like a.png --palette my.map -q -o c.png");
  std::filesystem::remove(folder_ / "my.map");
  expect_error(2, "render --like a.png -q -o d.png", {"--palette", "'my.map' does not exist"});
  succeed("render --like a.png --palette jet -q -o d.png");
}

TEST_F(CliLikeTest, WhatIsNoPictureOfLyapIsRefused) {
  make_file(folder_ / "text.png", "text");
  expect_error(2, "render --like text.png -o a.png", {"'text.png': it is no PNG, EXR or NPZ file"});
  expect_error(2, "render --like none.png -o a.png", {"'none.png': there is no such file"});
  EXPECT_THAT(folder_.names(), ElementsAre("old.png", "text.png"));
}

}  // namespace
}  // namespace lyap
