#include "host/film/film_file.h"
#include "tests/film/failing_film.h"
#include "tests/support/child_process.h"
#include "tests/support/probed_film.h"

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/resource.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using FilmFileFailureTest = FailingFilmTest;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST_F(FilmFileFailureTest, AnEncoderThatEndsAtOnceSaysWhy) {
  EXPECT_THAT(error_with("echo 'first line' >&2; echo 'no such preset' >&2; exit 1"),
              AllOf(StartsWith("Failure: cannot write '" + film_ + "': "),
                    EndsWith(" ended with exit status 1: first line; no such preset")));
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4", "fake"));
}

TEST_F(FilmFileFailureTest, AnEncoderThatDiesInTheMiddleSaysWhy) {
  EXPECT_THAT(error_with("head -c 10000 >/dev/null; echo 'out of memory' >&2; exit 1"),
              EndsWith("ended with exit status 1: out of memory"));
  EXPECT_THAT(error_with("head -c 10000 >/dev/null; kill -SEGV $$"),
              EndsWith("was killed by signal 11 (Segmentation fault)"));
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4", "fake"));
}

TEST_F(FilmFileFailureTest, ASuccessWithoutAFileIsNoFilm) {
  EXPECT_THAT(error_with("cat >/dev/null"), EndsWith("ffmpeg left it empty"));
  film_ = folder_ / "a.mkv";
  make_file(film_, "an older film");
  EXPECT_THAT(error_with("cat >/dev/null"), EndsWith("ffmpeg left it empty"));
  EXPECT_THAT(folder_.names(), ElementsAre("a.mkv", "a.mp4", "fake"));
}

TEST_F(FilmFileFailureTest, ASuccessWithTooFewFramesIsNoFilm) {
  for (const char* ending : {".mp4", ".mkv", ".webm"}) {
    film_ = folder_ / ("a" + std::string(ending));
    make_file(film_, "an older film");
    // Only what encodes, and not what counts, is given half a film and half a frame.
    FilmFileSettings settings = settings_with(program(
        "case \"$*\" in *pipe:0*) { head -c 30000; cat >/dev/null; } | ffmpeg \"$@\";; *) ffmpeg \"$@\";; esac"));
    // A frame has 4608 bytes.
    EXPECT_EQ(error_of([&] { make_film(settings); }),
              "Failure: cannot write '" + film_ + "': it was to have 12 frames and has 6");
    EXPECT_EQ(content_of(film_), "an older film");
  }
}

TEST_F(FilmFileFailureTest, AFilmWithTooManyFramesIsNoneEither) {
  FilmFileSettings settings = settings_with("ffmpeg");
  settings.frames = 3;
  FilmFile film(settings);
  write_frames(film, settings.format, 0, 4);
  EXPECT_THAT(error_of([&] { film.finish(); }), EndsWith("it was to have 3 frames and has 4"));
}

TEST_F(FilmFileFailureTest, MegabytesOfWordsDoNotStopTheFilm) {
  EXPECT_THAT(error_with("yes 'a warning' | head -n 300000 >&2; cat >/dev/null; echo 'the reason' >&2; exit 1"),
              EndsWith("a warning; the reason"));
}

TEST_F(FilmFileFailureTest, AGrandchildThatKeepsTheErrorsOpenIsNotWaitedFor) {
  EXPECT_THAT(error_with("sleep 3600 & echo 'the reason' >&2; exit 1"), EndsWith("exit status 1: the reason"));
}

TEST_F(FilmFileFailureTest, ThePartOfAnEncoderThatDiedIsKept) {
  // The real encoder gets 30000 bytes, six frames and a half, and then the script fails.
  FilmFileSettings settings = settings_with(
      program("case \"$*\" in *pipe:0*) head -c 30000 | ffmpeg \"$@\"; exit 1;; *) ffmpeg \"$@\";; esac"));
  FilmFile film(settings);
  EXPECT_THAT(error_of([&] {
                write_frames(film, settings.format, 0, kFilmFrames);
                film.finish();
              }),
              HasSubstr("ended with exit status 1"));
  EXPECT_EQ(film.keep_part(), "the first 6 frames are in '" + part_ + "'");
  EXPECT_EQ(frames_in(part_), 6);
  EXPECT_EQ(film.keep_part(), "");
}

TEST_F(FilmFileFailureTest, APartThatCannotBeCountedIsKeptToo) {
  FilmFileSettings settings = settings_with(
      program("for last; do :; done; case \"$*\" in *pipe:0*) cat >\"${last#file:}\"; exit 1;; *) exit 1;; esac"));
  FilmFile film(settings);
  write_frames(film, settings.format, 0, kFilmFrames);
  EXPECT_THAT(error_of([&] { film.finish(); }), HasSubstr("exit status 1"));
  EXPECT_EQ(film.keep_part(), "'" + part_ + "' has some frames; they could not be counted");
  EXPECT_EQ(fs::file_size(part_), kFilmFrames * 4608U);
}

// Whoever cannot count the frames must not take the part for an empty one.
TEST_F(FilmFileFailureTest, APartIsKeptWhereFfmpegDoesNotSayHowManyFramesItHas) {
  FilmFileSettings settings = settings_with(
      program("for last; do :; done; case \"$*\" in *pipe:0*) cat >\"${last#file:}\";; *) exit 0;; esac"));
  FilmFile film(settings);
  write_frames(film, settings.format, 0, kFilmFrames);
  EXPECT_THAT(error_of([&] { film.finish(); }), StartsWith("Failure: cannot write "));
  EXPECT_EQ(film.keep_part(), "'" + part_ + "' has some frames; they could not be counted");
  EXPECT_EQ(fs::file_size(part_), kFilmFrames * 4608U);
}

TEST_F(FilmFileFailureTest, AFilmThatCannotTakeItsNameIsKeptAndNamed) {
  FilmFileSettings settings = settings_with("ffmpeg");
  settings.path = folder_ / "b.mkv";
  FilmFile film(settings);
  write_frames(film, settings.format, 0, kFilmFrames);
  fs::create_directory(folder_ / "b.mkv");
  EXPECT_THAT(error_of([&] { film.finish(); }), HasSubstr("b.mkv': Is a directory"));
  EXPECT_EQ(film.keep_part(), "all 12 frames are in '" + folder_ / "b.part.mkv" + "'");
}

/// A script that runs ffmpeg, where its arguments match `pattern`, with a disk on which a file has room for `blocks` of
/// 512 bytes: what goes beyond cannot be written, as if the disk were full.
std::string ffmpeg_with_little_room(const std::string& pattern, std::uintmax_t blocks) {
  return "case \"$*\" in " + pattern + ") trap '' XFSZ; ulimit -f " + std::to_string(blocks) +
         ";; esac; exec ffmpeg \"$@\"";
}

TEST_F(FilmFileFailureTest, AFullDiskIsTheReasonWheneverItIsFull) {
  struct Case {
    const char* ending;
    const char* pattern;
  };
  for (const Case& c :
       {Case{".mkv", "*pipe:0*"}, Case{".webm", "*pipe:0*"}, Case{".mp4", "*pipe:0*"}, Case{".mp4", "*faststart*"}}) {
    film_ = folder_ / ("a" + std::string(c.ending));
    FilmFileSettings settings = settings_with("ffmpeg");
    make_film(settings);
    const std::uintmax_t blocks = fs::file_size(film_) / 512;
    make_file(film_, "an older film");
    // The first half fits, or all but the end.
    for (const std::uintmax_t room : {blocks / 2, blocks}) {
      settings.ffmpeg = program(ffmpeg_with_little_room(c.pattern, room));
      EXPECT_THAT(error_of([&] { make_film(settings); }),
                  AllOf(StartsWith("Failure: cannot write '" + film_ + "': '"), HasSubstr("File too large")))
          << room << c.pattern;
      EXPECT_EQ(content_of(film_), "an older film");
    }
  }
}

TEST_F(FilmFileFailureTest, AnEncoderThatTheSystemEndsAtALimitSaysSo) {
  const FilmFileSettings settings = settings_with("ffmpeg");
  EXPECT_THAT(in_child([&] {
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit limit = {1000, 1000};
                if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return std::string("cannot set the limit");
                return error_of([&] { make_film(settings); });
              }),
              AllOf(StartsWith("Failure: cannot write '" + film_), HasSubstr("File size limit exceeded")));
}

}  // namespace
}  // namespace lyap
