#include "tests/cli/film.h"

#include <filesystem>
#include <string>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

const std::string kFilm = std::string(kCircleFilm) + "--frames 12 -q -o a.mp4 ";

/// Where an older film is, nothing that goes wrong may change it.
class CliFilmFailureTest : public CliFilmTest {
 protected:
  CliFilmFailureTest() { make_file(folder_ / "a.mp4", "an older film"); }

  void TearDown() override { EXPECT_EQ(content("a.mp4"), "an older film"); }

  /// The film with a script in the place of ffmpeg.
  void expect_failure_with(const std::string& script, const std::vector<std::string>& words) const {
    expect_error(1, kFilm + "--ffmpeg " + program(script), words);
  }
};

TEST_F(CliFilmFailureTest, WithoutFfmpegThereIsNoFilm) {
  expect_error(1, kFilm + "--ffmpeg no-such-program", {"'no-such-program'", "install ffmpeg"});
  make_file(folder_ / "text", "no program\n");
  expect_error(1, kFilm + "--ffmpeg ./text", {"'./text'", "Permission denied"});
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4", "text"));
}

TEST_F(CliFilmFailureTest, AnEncoderThatEndsEarlySaysWhy) {
  expect_failure_with("echo 'the reason' >&2; exit 1", {"cannot write 'a.mp4'", "exit status 1: the reason"});
  expect_failure_with("head -c 1000 >/dev/null; echo 'in the middle' >&2; exit 3", {"exit status 3: in the middle"});
  expect_failure_with("head -c 1000 >/dev/null; kill -KILL $$", {"killed by signal 9"});
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4", "fake"));
}

TEST_F(CliFilmFailureTest, ThePartOfAnEncoderThatDiedIsNamed) {
  // Five frames of 384 bytes and a half reach the real one.
  expect_failure_with("case \"$*\" in *pipe:0*) head -c 2112 | ffmpeg \"$@\"; exit 1;; *) exec ffmpeg \"$@\";; esac",
                      {"exit status 1", "; the first 5 frames are in 'a.part.mp4'"});
  EXPECT_EQ(frames_in(folder_ / "a.part.mp4"), 5);
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4", "a.part.mp4", "fake"));
}

TEST_F(CliFilmFailureTest, AnEncodersSuccessIsNotBelieved) {
  expect_failure_with("cat >/dev/null", {"ffmpeg left it empty"});
  expect_failure_with(
      "case \"$*\" in *pipe:0*) { head -c 2112; cat >/dev/null; } | ffmpeg \"$@\";; *) exec ffmpeg \"$@\";; esac",
      {"it was to have 12 frames and has 5", "a.part.mp4"});
}

TEST_F(CliFilmFailureTest, WhatFfmpegCannotDoIsRefusedBeforeAnythingIsMade) {
  expect_error(2, kFilm + "--codec libx999", {"codec libx999: ", "Unknown encoder"});
  expect_error(2, kFilm + "--preset hasty", {"preset hasty: ", "invalid preset"});
  expect_error(2, kFilm + "--crf good", {"--crf: 'good'", "decimal number"});
  expect_error(2, kFilm + "--encoder-args -no_such_option", {"-no_such_option"});
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4"));
}

TEST_F(CliFilmFailureTest, FoldersThatAreNotThereAreNamed) {
  for (const std::string output : {"no/a.mp4", "no/a.mkv", "no/a_##.png", "no/a.y4m"}) {
    expect_error(1, kCircleFilm + std::string("--frames 3 -o ") + output, {"cannot write", "no folder 'no'"});
  }
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4"));
}

TEST_F(CliFilmFailureTest, FoldersThatMayNotBeWrittenAreLeftAlone) {
  fs::create_directory(folder_ / "closed");
  make_file(folder_ / "closed/a.mp4", "an older film");
  fs::permissions(folder_ / "closed", fs::perms(0555));
  fs::permissions(folder_.path(), fs::perms(0755));
  const auto before = snapshot();
  for (const std::string output : {"closed/a.mp4", "closed/b.mkv", "closed/a_##.png", "closed/a.y4m"}) {
    Launch as_nobody = launch(kCircleFilm + std::string("--frames 3 -o ") + output);
    as_nobody.unprivileged = true;
    const ProgramResult result = run_program(as_nobody);
    EXPECT_EQ(result.status, 1) << output;
    EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"closed/", "Permission denied"}));
  }
  EXPECT_EQ(snapshot(), before);
}

TEST_F(CliFilmFailureTest, AFolderInThePlaceOfAFrameIsAFailure) {
  fs::create_directory(folder_ / "a_1.png");
  expect_error(1, kCircleFilm + std::string("--frames 3 -o a_#.png"), {"'a_1.png'", "directory"});
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4", "a_1.png"));
}

TEST_F(CliFilmFailureTest, AReaderThatIsGoneEndsTheStream) {
  for (const auto& [stream, words] :
       {std::pair<Stream, std::string>{Stream::kAbandoned, "Broken pipe"}, {Stream::kFullDisk, "No space left"}}) {
    Launch launch = this->launch(kCircleFilm + std::string("--frames 20000 -o -"));
    launch.out = stream;
    const ProgramResult result = run_program(launch);
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"standard output", words}));
  }
}

TEST_F(CliFilmFailureTest, OnlySequencesOfPicturesAreResumed) {
  expect_error(2, kFilm + "--resume", {"--resume: ", "frame_####.png"});
}

TEST_F(CliFilmFailureTest, FramesOfAnotherFilmAreNotReplacedByResuming) {
  succeed(kCircleFilm + std::string("--frames 4 -q -o a_#.png"));
  const auto before = snapshot();
  std::string other = kCircleFilm + std::string("--frames 4 -q -o a_#.png --resume");
  other.replace(other.find("--iterations 30"), 15, "--iterations 31");
  expect_error(2, other, {"'a_0.png'", "--iterations 30, now it is 31", "instead of resuming"});
  make_file(folder_ / "a_2.png", "a text");
  expect_error(2, kCircleFilm + std::string("--frames 4 -q -o a_#.png --resume"), {"'a_2.png' is no PNG file"});
  EXPECT_EQ(content("a_2.png"), "a text");
}

}  // namespace
}  // namespace lyap
