#include "tests/cli/film.h"

#include <csignal>
#include <filesystem>
#include <string>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kFilm = std::string(kCircleFilm) + "-q ";

/// What is in the folder besides, and what the program does to it: nothing that it does not say.
class CliOtherFilesTest : public CliFilmTest {
 protected:
  /// A palette of more colours than a PNG file can index, whose last one is `last`.
  void make_palette(const std::string& last) const {
    std::string lines;
    for (int i = 0; i < 299; ++i) lines += fmt::format("#{:06x}\n", i);
    make_file(folder_ / "p.hex", lines + last);
  }
};

TEST_F(CliOtherFilesTest, TheNameThatARunHasChosenIsKeptFromTheNext) {
  Program first(launch("render AB --size 100000x100000 --backend cpu-scalar"));
  ASSERT_TRUE(first.run_until([this](const ProgramResult&) { return folder_.names().size() >= 2; }));
  EXPECT_THAT(run("render AB --size 40x30").err, HasSubstr(": AB-2.png (40x30)"));
  first.send(SIGINT);
  first.wait();
  EXPECT_THAT(folder_.names(), ElementsAre("AB-2.png"));
  EXPECT_THAT(run("render AB --size 40x30").err, HasSubstr(": AB.png (40x30)"));
}

TEST_F(CliOtherFilesTest, AFileWithTheNameOfAPartStays) {
  make_file(folder_ / "w.part.mp4", "somebody's");
  succeed(kFilm + "--frames 4 -o w.mp4");
  EXPECT_EQ(content("w.part.mp4"), "somebody's");
  EXPECT_THAT(folder_.names(), ElementsAre("w.mp4", "w.part.mp4"));
}

TEST_F(CliOtherFilesTest, FramesOfALongerFilmAreMentioned) {
  const std::string film = std::string(kCircleFilm) + "-o f_#.png ";
  EXPECT_THAT(run(film + "--frames 4").err, Not(HasSubstr("longer")));
  EXPECT_THAT(run(film + "--frames 2").err,
              EndsWith("note: 2 frames of a longer film are still there, f_2.png to f_3.png\n"));
  EXPECT_THAT(run(film + "--frames 3").err, EndsWith("note: 1 frame of a longer film is still there, f_3.png\n"));
  EXPECT_THAT(run(film + "--frames 4 --range 0:1").err, Not(HasSubstr("longer"))) << "others may make the rest";
}

TEST_F(CliOtherFilesTest, ASequenceIsNotResumedWithOtherColoursOfOneName) {
  const std::string film = kFilm + "--frames 3 --palette p.hex -o f_#.png";
  make_palette("#ff0000");
  succeed(film);
  EXPECT_EQ(decoded("f_0.png").text_of("Colors").size(), 8U) << "a checksum in hexadecimal";
  fs::remove(folder_ / "f_1.png");
  make_palette("#ff0001");
  expect_error(2, film + " --resume", {"'f_0.png' was made with other colours under the same palette name"});
  make_palette("#ff0000");
  succeed(film + " --resume");
}

TEST_F(CliOtherFilesTest, AFilmOfOtherColoursIsNotComplete) {
  make_file(folder_ / "jobs.toml",
            "[[animate]]\nsequence = \"ABC\"\nsweep = \"C=2:3\"\nsize = \"16x16\"\nframes = 4\n"
            "palette = \"p.hex\"\noutput = \"a.mp4\"\n");
  make_palette("#ff0000");
  EXPECT_THAT(run("batch jobs.toml").err, HasSubstr("done"));
  EXPECT_THAT(run("batch jobs.toml --resume").err, HasSubstr("complete already"));
  make_palette("#ff0001");
  EXPECT_THAT(run("batch jobs.toml --resume").err, HasSubstr("done"));
}

TEST_F(CliOtherFilesTest, AFilmThatDoesNotFitIntoMemoryIsRefusedBeforeAnythingIsMade) {
  for (const char* output : {"f_#.png", "a.y4m", "a.mkv"}) {
    expect_error(1, std::string("animate ABC --sweep C=2:3 --size 1000000x1000000 --frames 2 -o ") + output,
                 {"the film would need", "GiB of memory", "in flight", "are left"});
  }
  EXPECT_THAT(folder_.names(), ::testing::IsEmpty());
}

TEST_F(CliOtherFilesTest, JobsOfABatchDoNotWriteOverEachOther) {
  make_file(folder_ / "jobs.toml",
            "[defaults]\nsequence = \"ABC\"\nsize = \"16x16\"\n[[animate]]\nsweep = \"C=2:3\"\nframes = 4\n"
            "output = \"x_#.png\"\n[[render]]\nset = \"C=2\"\noutput = \"x_2.png\"\n");
  expect_error(2, "batch jobs.toml", {"jobs.toml:8: x_2.png is written by the job at jobs.toml:4 too"});
  EXPECT_THAT(folder_.names(), ElementsAre("jobs.toml"));
}

}  // namespace
}  // namespace lyap
