#include "host/error.h"
#include "host/film_file.h"
#include "tests/child_process.h"
#include "tests/film_frames.h"
#include "tests/ignore_pipe_signal.h"
#include "tests/probed_film.h"
#include "tests/temporary_folder.h"

#include <chrono>
#include <csignal>
#include <exception>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// The kind and the message of what `action` throws, "Failure: a disk is full".
std::string error_of(const std::function<void()>& action) {
  try {
    action();
    return "no error";
  } catch (const InvalidInput& error) {
    return std::string("InvalidInput: ") + error.what();
  } catch (const Failure& error) {
    return std::string("Failure: ") + error.what();
  } catch (const Interrupted&) {
    return "Interrupted";
  }
}

/// Makes a film where an older one is, with the real ffmpeg or with a script in its place, and whatever goes wrong, the
/// older one must stay as it is.
class FilmFileFailureTest : public ::testing::Test {
 protected:
  FilmFileFailureTest() { make_file(film_, "an older film"); }

  void TearDown() override {
    EXPECT_EQ(content_of(film_), "an older film");
    EXPECT_TRUE(has_no_children());
  }

  /// The path of a program that does what `script` says.
  std::string program(const std::string& script) const {
    make_file(folder_ / "fake", "#!/bin/sh\n" + script + "\n");
    fs::permissions(folder_ / "fake", fs::perms(0755));
    return folder_ / "fake";
  }

  FilmFileSettings settings_with(const std::string& ffmpeg) const {
    FilmFileSettings settings = film_settings(film_);
    settings.ffmpeg = ffmpeg;
    settings.times = {{milliseconds(50), milliseconds(500)}, milliseconds(10'000)};
    return settings;
  }

  std::string error_with(const std::string& script) const {
    return error_of([&] { make_film(settings_with(program(script))); });
  }

  TemporaryFolder folder_;
  std::string film_ = folder_ / "a.mp4";
  std::string part_ = folder_ / "a.part.mp4";

 private:
  IgnorePipeSignal ignore_pipe_signal_;
};

TEST_F(FilmFileFailureTest, AMissingFfmpegIsNamedWithTheRemedy) {
  EXPECT_EQ(error_of([&] { FilmFile film(settings_with("no-such-ffmpeg")); }),
            "Failure: cannot start 'no-such-ffmpeg': No such file or directory; install it, or name it with --ffmpeg");
  make_file(folder_ / "fake", "exit 0");
  EXPECT_THAT(error_of([&] { FilmFile film(settings_with(folder_ / "fake")); }),
              HasSubstr("Permission denied; install"));
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4", "fake"));
}

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
  EXPECT_THAT(error_with("cat >/dev/null"), EndsWith("it was to have 12 frames and has 0"));
  film_ = folder_ / "a.mkv";
  make_file(film_, "an older film");
  EXPECT_THAT(error_with("cat >/dev/null"), EndsWith("it was to have 12 frames and has 0"));
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

TEST_F(FilmFileFailureTest, AChoiceThatFfmpegRefusesIsRefusedBeforeTheFirstFrame) {
  FilmFileSettings settings = settings_with("ffmpeg");
  const auto refusal_of = [&](const EncoderChoice& choice) {
    settings.encoder = choice;
    return error_of([&] { FilmFile film(settings); });
  };
  EXPECT_THAT(refusal_of({"no_such_codec", {}, {}, {}}),
              AllOf(StartsWith("InvalidInput: --codec no_such_codec: ffmpeg cannot use it: "),
                    HasSubstr("Unknown encoder 'no_such_codec'")));
  EXPECT_THAT(refusal_of({{}, {}, "sluggish", {}}),
              AllOf(StartsWith("InvalidInput: --preset sluggish: "), HasSubstr("invalid preset 'sluggish'")));
  EXPECT_THAT(refusal_of({{}, {}, {}, {"-no_such_option", "1"}}), HasSubstr("no_such_option"));
  // What the codec does not know, and what the container cannot hold.
  EXPECT_THAT(refusal_of({"ffv1", 20, {}, {}}), HasSubstr("--codec ffv1 --crf 20: ffmpeg cannot use it: "));
  settings.path = folder_ / "a.webm";
  EXPECT_THAT(refusal_of({"libx264", {}, {}, {}}), HasSubstr("supported for WebM"));
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4"));
}

TEST_F(FilmFileFailureTest, WhatCannotBeAFilmIsRefused) {
  const auto error_for = [&](const std::string& path) {
    return error_of([&] {
      FilmFileSettings settings = settings_with("ffmpeg");
      settings.path = path;
      FilmFile film(settings);
    });
  };
  EXPECT_THAT(error_for(folder_ / "a.avi"), StartsWith("InvalidInput: "));
  EXPECT_THAT(error_for(folder_ / "no/a.mp4"), HasSubstr("there is no folder '" + folder_ / "no" + "'"));
  fs::create_directory(folder_ / "folder.mp4");
  EXPECT_THAT(error_for(folder_ / "folder.mp4"), EndsWith("it is a directory; name a file"));
  ASSERT_EQ(::mkfifo((folder_ / "fifo.mp4").c_str(), 0600), 0);
  EXPECT_THAT(error_for(folder_ / "fifo.mp4"), HasSubstr("no regular file"));
  ASSERT_EQ(::mkfifo((folder_ / "b.part.mp4").c_str(), 0600), 0);
  EXPECT_THAT(error_for(folder_ / "b.mp4"), HasSubstr(folder_ / "b.part.mp4"));
  fs::create_symlink(film_, folder_ / "c.part.mp4");
  EXPECT_THAT(error_for(folder_ / "c.mp4"), HasSubstr(folder_ / "c.part.mp4"));
}

TEST_F(FilmFileFailureTest, RefusesWhatTheUserMayNotWrite) {
  fs::create_directory(folder_ / "closed");
  fs::permissions(folder_ / "closed", fs::perms(0555));
  fs::permissions(film_, fs::perms(0444));
  fs::permissions(folder_.path(), fs::perms(0777));
  const auto as_nobody = [&](const std::string& path) {
    return in_child([&] {
      // The superuser may write everywhere.
      if (::geteuid() == 0 && ::seteuid(65534) != 0) return std::string("cannot change the user");
      FilmFileSettings settings = settings_with("ffmpeg");
      settings.path = path;
      return error_of([&] { FilmFile film(settings); });
    });
  };
  EXPECT_THAT(as_nobody(folder_ / "closed/a.mp4"), HasSubstr("Permission denied; choose a place you may write to"));
  EXPECT_THAT(as_nobody(film_), HasSubstr("Permission denied"));
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4", "closed"));
}

TEST_F(FilmFileFailureTest, TwoWritersOfOneFilmDoNotMix) {
  FilmFileSettings settings = settings_with("ffmpeg");
  settings.path = folder_ / "b.mp4";
  FilmFile first(settings);
  write_frames(first, settings.format, 0, kFilmFrames / 2);
  EXPECT_EQ(error_of([&] { FilmFile second(settings); }),
            "Failure: cannot write '" + settings.path + "': another lyap is writing '" + folder_ / "b.part.mp4" + "'");
  write_frames(first, settings.format, kFilmFrames / 2, kFilmFrames);
  first.finish();
  EXPECT_EQ(frames_in(settings.path), kFilmFrames);
}

/// The error of making `film` where no file may outgrow `bytes`, which stands for a full disk.
std::string error_with_file_limit(const FilmFileSettings& film, rlim_t bytes) {
  return in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {bytes, bytes};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return std::string("cannot set the limit");
    return error_of([&] { make_film(film); });
  });
}

TEST_F(FilmFileFailureTest, AFilmThatOutgrowsALimitIsNone) {
  for (const char* ending : {".mp4", ".mkv"}) {
    film_ = folder_ / ("a" + std::string(ending));
    make_file(film_, "an older film");
    FilmFileSettings settings = settings_with("ffmpeg");
    // Lossless, so that it takes more than the limit.
    settings.encoder.crf = 0;
    EXPECT_THAT(error_with_file_limit(settings, 5000), AllOf(StartsWith("Failure: "), HasSubstr(film_))) << ending;
    EXPECT_EQ(content_of(film_), "an older film");
  }
}

}  // namespace
}  // namespace lyap
