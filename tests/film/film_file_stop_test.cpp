#include "host/base/error.h"
#include "host/film/film_file.h"
#include "tests/film/film_frames.h"
#include "tests/support/child_process.h"
#include "tests/support/ignore_pipe_signal.h"
#include "tests/support/message_of.h"
#include "tests/support/probed_film.h"
#include "tests/support/temporary_folder.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <stop_token>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A time that no test waits out: where one would, the program is hanging.
constexpr std::chrono::hours kForever(1);

/// Films that end before they are whole.
class FilmFileStopTest : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_TRUE(has_no_children()); }

  FilmFileSettings settings_for(const std::string& name) const {
    FilmFileSettings settings = film_settings(folder_ / name);
    settings.stop = stop_.get_token();
    return settings;
  }

  /// The settings with a script in the place of ffmpeg, for which little time is lost.
  FilmFileSettings settings_with(const std::string& script) const {
    make_file(folder_ / "fake", "#!/bin/sh\n" + script + "\n");
    fs::permissions(folder_ / "fake", fs::perms(0755));
    FilmFileSettings settings = settings_for("a.mp4");
    settings.ffmpeg = folder_ / "fake";
    settings.times = {{milliseconds(50), milliseconds(50)}, milliseconds(50)};
    return settings;
  }

  TemporaryFolder folder_;
  std::stop_source stop_;
  std::stop_source abandon_;

 private:
  IgnorePipeSignal ignore_pipe_signal_;
};

TEST_F(FilmFileStopTest, ThePartHasEveryFrameThatWasWritten) {
  stop_.request_stop();
  for (const char* ending : {".mp4", ".mov", ".mkv", ".webm"}) {
    const std::string part = folder_ / ("a.part" + std::string(ending));
    FilmFileSettings settings = settings_for("a" + std::string(ending));
    FilmFile film(settings);
    write_frames(film, settings.format, 0, 7);
    EXPECT_EQ(film.keep_part(), "the first 7 frames are in '" + part + "'");
    EXPECT_EQ(frames_in(part), 7);
    EXPECT_EQ(property(properties_of(part), "color_space"), "bt709");
  }
  EXPECT_THAT(folder_.names(), ElementsAre("a.part.mkv", "a.part.mov", "a.part.mp4", "a.part.webm"));
}

TEST_F(FilmFileStopTest, AGifHasAPartToo) {
  FilmFileSettings settings = film_settings(folder_ / "a.gif", PixelFormat::kIndexed8);
  settings.palette = {{0, 0, 0}, {255, 255, 255}};
  FilmFile film(settings);
  write_frames(film, settings.format, 0, 1);
  EXPECT_EQ(film.keep_part(), "the first frame is in '" + folder_ / "a.part.gif" + "'");
}

TEST_F(FilmFileStopTest, WithoutFramesNothingStays) {
  for (const char* ending : {".mp4", ".mov", ".mkv", ".webm"}) {
    FilmFile film(settings_for("a" + std::string(ending)));
    EXPECT_EQ(film.keep_part(), "");
  }
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(FilmFileStopTest, AFilmThatIsDroppedIsNoFilm) {
  {
    const FilmFileSettings settings = settings_for("a.mp4");
    FilmFile film(settings);
    write_frames(film, settings.format, 0, 3);
  }
  EXPECT_FALSE(fs::exists(folder_ / "a.mp4"));
}

TEST_F(FilmFileStopTest, AStopWhileItIsFinishedKeepsAllFramesInThePart) {
  FilmFileSettings settings = settings_for("a.mp4");
  FilmFile film(settings);
  write_frames(film, settings.format, 0, kFilmFrames);
  stop_.request_stop();
  EXPECT_THROW(film.finish(), Interrupted);
  EXPECT_EQ(film.keep_part(), "all 12 frames are in '" + folder_ / "a.part.mp4" + "'");
  EXPECT_THAT(folder_.names(), ElementsAre("a.part.mp4"));
}

TEST_F(FilmFileStopTest, AnEncoderThatDoesNotReadIsGivenUp) {
  FilmFileSettings settings = settings_with("sleep 3600");
  // A frame of more than a pipe holds.
  settings.format.size = {1024, 2048};
  FilmFile film(settings);
  const std::jthread stopper([&] { stop_.request_stop(); });
  EXPECT_THROW(write_frames(film, settings.format, 0, 1), Interrupted);
  EXPECT_EQ(film.keep_part(), "");
  EXPECT_THAT(folder_.names(), ElementsAre("fake"));
}

TEST_F(FilmFileStopTest, AnEncoderThatDoesNotEndIsGivenUp) {
  FilmFileSettings settings = settings_with("cat >/dev/null; sleep 3600");
  FilmFile film(settings);
  write_frames(film, settings.format, 0, kFilmFrames);
  const std::jthread stopper([&] { stop_.request_stop(); });
  EXPECT_THROW(film.finish(), Interrupted);
  EXPECT_EQ(film.keep_part(), "");
  EXPECT_THAT(folder_.names(), ElementsAre("fake"));
}

TEST_F(FilmFileStopTest, AnEncoderThatIsAbandonedIsNotWaitedFor) {
  FilmFileSettings settings = settings_with("cat >/dev/null; sleep 3600");
  settings.times = {{kForever, kForever, kForever}, kForever, kForever};
  settings.abandon = abandon_.get_token();
  FilmFile film(settings);
  write_frames(film, settings.format, 0, kFilmFrames);
  stop_.request_stop();
  const std::jthread stopper([&] { abandon_.request_stop(); });
  EXPECT_THROW(film.finish(), Interrupted);
  EXPECT_EQ(film.keep_part(), "");
}

TEST_F(FilmFileStopTest, APartThatIsAbandonedIsNotCounted) {
  FilmFileSettings settings = settings_for("a.mkv");
  settings.abandon = abandon_.get_token();
  FilmFile film(settings);
  write_frames(film, settings.format, 0, kFilmFrames);
  make_file(folder_ / "a.part.mkv", "as if some of it was written");
  stop_.request_stop();
  abandon_.request_stop();
  EXPECT_EQ(film.keep_part(), "'" + folder_ / "a.part.mkv" + "' has some frames; they could not be counted");
}

TEST_F(FilmFileStopTest, ACountThatHangsIsGivenUp) {
  FilmFileSettings settings = settings_with("case \"$*\" in *pipe:1*) sleep 3600;; esac; exec ffmpeg \"$@\"");
  settings.path = folder_ / "a.mkv";
  settings.times = film_settings(settings.path).times;
  settings.times.idle = milliseconds(50);
  FilmFile film(settings);
  write_frames(film, settings.format, 0, kFilmFrames);
  EXPECT_THAT(message_of<Failure>([&] { film.finish(); }), HasSubstr("did nothing any more and was killed"));
}

TEST_F(FilmFileStopTest, AStopEndsTheTrialOfAChoice) {
  FilmFileSettings settings = settings_with("sleep 3600");
  settings.encoder.codec = "libx264";
  const std::jthread stopper([&] { stop_.request_stop(); });
  EXPECT_THROW(FilmFile film(settings), Interrupted);
}

TEST_F(FilmFileStopTest, ThePartOfAKilledEncoderPlays) {
  // The script tells who becomes ffmpeg.
  for (const char* ending : {".mp4", ".mkv"}) {
    FilmFileSettings settings =
        settings_with("case \"$*\" in *pipe:0*) echo $$ >\"$0.pid\";; esac; exec ffmpeg \"$@\"");
    settings.path = folder_ / ("a" + std::string(ending));
    settings.times = film_settings(settings.path).times;
    settings.frames = 1000;
    // A fragment every five frames, each written when the encoder has it.
    settings.encoder.extra = {"-g", "5", "-tune", "zerolatency", "-flush_packets", "1"};
    FilmFile film(settings);
    const std::string part = folder_ / ("a.part" + std::string(ending));
    int written = 0;
    const auto write_until_the_end = [&] {
      for (; written < 1000; ++written) {
        write_frames(film, settings.format, written, written + 1);
        if (fs::file_size(part) > 20'000) ::kill(std::stoi(content_of(folder_ / "fake.pid")), SIGKILL);
      }
      film.finish();
    };
    EXPECT_THROW(write_until_the_end(), Failure) << ending;
    const int frames = frames_in(part);
    EXPECT_GT(frames, 0) << ending;
    EXPECT_EQ(film.keep_part(), "the first " + std::to_string(frames) + " frames are in '" + part + "'");
    EXPECT_FALSE(fs::exists(settings.path));
  }
}

}  // namespace
}  // namespace lyap
