#include "tests/film/failing_film.h"
#include "tests/support/child_process.h"
#include "tests/support/probed_film.h"

#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using FilmFileRefusalTest = FailingFilmTest;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// What is refused before the first frame.

TEST_F(FilmFileRefusalTest, AMissingFfmpegIsNamedWithTheRemedy) {
  EXPECT_EQ(error_of([&] { FilmFile film(settings_with("no-such-ffmpeg")); }),
            "Failure: cannot start 'no-such-ffmpeg': No such file or directory; install ffmpeg, or say where it is");
  make_file(folder_ / "fake", "exit 0");
  EXPECT_THAT(error_of([&] { FilmFile film(settings_with(folder_ / "fake")); }),
              HasSubstr("Permission denied; install"));
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4", "fake"));
}

TEST_F(FilmFileRefusalTest, AChoiceThatFfmpegRefusesIsRefusedBeforeTheFirstFrame) {
  FilmFileSettings settings = settings_with("ffmpeg");
  const auto refusal_of = [&](const EncoderChoice& choice) {
    settings.encoder = choice;
    return error_of([&] { FilmFile film(settings); });
  };
  EXPECT_THAT(refusal_of({"no_such_codec", {}, {}, {}}),
              AllOf(StartsWith("InvalidInput: codec no_such_codec: ffmpeg cannot use it: "),
                    HasSubstr("Unknown encoder 'no_such_codec'")));
  EXPECT_THAT(refusal_of({{}, {}, "sluggish", {}}),
              AllOf(StartsWith("InvalidInput: preset sluggish: "), HasSubstr("invalid preset 'sluggish'")));
  EXPECT_THAT(refusal_of({{}, {}, {}, {"-no_such_option", "1"}}), HasSubstr("no_such_option"));
  // What the codec does not know, and what the container cannot hold.
  EXPECT_THAT(refusal_of({"ffv1", 20, {}, {}}), HasSubstr("codec ffv1, crf 20: ffmpeg cannot use it: "));
  settings.path = folder_ / "a.webm";
  EXPECT_THAT(refusal_of({"libx264", {}, {}, {}}), HasSubstr("supported for WebM"));
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4"));
}

TEST_F(FilmFileRefusalTest, WhatCannotBeAFilmIsRefused) {
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
}

TEST_F(FilmFileRefusalTest, RefusesWhatTheUserMayNotWrite) {
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

// A lyap that is killed leaves its ffmpeg behind for a moment: here one that waits for input, after its lyap has let go
// of the part.
TEST_F(FilmFileRefusalTest, AnEncoderWithoutItsLyapKeepsThePartToItself) {
  const std::string path = folder_ / "b.mp4";
  std::optional<ChildProcess> encoder;
  {
    PartFile part(path, find_file_to_replace(path));
    encoder.emplace(Command{"cat", {}, "", part.descriptor()});
    make_file(part.path(), "frames");
  }
  EXPECT_THAT(error_of([&] { PartFile second(path, find_file_to_replace(path)); }), HasSubstr("is still writing"));
  encoder.reset();
  EXPECT_EQ(error_of([&] { PartFile second(path, find_file_to_replace(path)); }), "no error");
}

TEST_F(FilmFileRefusalTest, TwoWritersOfOneFilmDoNotMix) {
  FilmFileSettings settings = settings_with("ffmpeg");
  settings.path = folder_ / "b.mp4";
  FilmFile first(settings);
  write_frames(first, settings.format, 0, kFilmFrames / 2);
  EXPECT_EQ(error_of([&] { FilmFile second(settings); }),
            "Failure: cannot write '" + settings.path + "': another lyap, or the ffmpeg of one, is still writing '" +
                folder_ / "b.part.mp4" + "'");
  write_frames(first, settings.format, kFilmFrames / 2, kFilmFrames);
  first.finish();
  EXPECT_EQ(frames_in(settings.path), kFilmFrames);
}

}  // namespace
}  // namespace lyap
