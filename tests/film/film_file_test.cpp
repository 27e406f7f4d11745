#include "host/film/film_file.h"

#include "host/film/film_metadata.h"
#include "tests/film/film_frames.h"
#include "tests/support/child_process.h"
#include "tests/support/ignore_pipe_signal.h"
#include "tests/support/probed_film.h"
#include "tests/support/temporary_folder.h"

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// These tests need ffmpeg and ffprobe, which tools/setup/packages.txt names, and fail where they are missing.
class FilmFileTest : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_TRUE(has_no_children()); }

  TemporaryFolder folder_;

 private:
  IgnorePipeSignal ignore_pipe_signal_;
};

EncoderChoice encoder(const std::string& codec, const std::vector<std::string>& extra = {}) {
  EncoderChoice choice;
  choice.codec = codec;
  choice.extra = extra;
  return choice;
}

std::vector<Rgb8> some_colors(int count) {
  std::vector<Rgb8> colors;
  colors.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    colors.push_back(
        {static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(255 - i), static_cast<std::uint8_t>(i * 7)});
  }
  return colors;
}

/// Each frame is shown at its multiple of 1/30 s, to the nearest `tick` of the container's clock.
void expect_even_times(const std::string& film, double tick) {
  const std::vector<double> times = times_in(film);
  ASSERT_THAT(times, SizeIs(kFilmFrames));
  // ffprobe prints six decimals.
  for (int i = 0; i < kFilmFrames; ++i) EXPECT_NEAR(times[static_cast<std::size_t>(i)], i / 30.0, tick / 2 + 1e-6) << i;
}

// ffmpeg guesses 120 from the first frames of the first two if it may.
TEST_F(FilmFileTest, UnusualRatesAreStoredExactly) {
  for (const FrameRate rate : {FrameRate{120000, 1001}, FrameRate{2997, 25}, FrameRate{1, 2}, FrameRate{24000, 1001}}) {
    const std::string film = folder_ / "a.mp4";
    FilmFileSettings settings = film_settings(film);
    settings.format.rate = rate;
    make_film(settings);
    EXPECT_EQ(property(properties_of(film), "r_frame_rate"), fmt::format("{}/{}", rate.numerator, rate.denominator));
  }
}

TEST_F(FilmFileTest, EveryContainerHoldsTheFilmAsItWasAskedFor) {
  struct Expected {
    const char* ending;
    const char* codec;
    double tick;
  };
  // Milliseconds are the clock of Matroska; MP4 takes a clock in which the frame rate is exact.
  for (const Expected& expected : {Expected{".mp4", "h264", 0}, Expected{".mov", "h264", 0},
                                   Expected{".mkv", "h264", 0.001}, Expected{".webm", "vp9", 0.001}}) {
    const std::string film = folder_ / ("a" + std::string(expected.ending));
    FilmFileSettings settings = film_settings(film);
    settings.text = {"a loop", "lyap film AB --fps 30; $HOME 'x' é", "{\"a\":\"= # \\ é\"}"};
    make_film(settings);
    const std::string properties = properties_of(film);
    EXPECT_EQ(property(properties, "codec_name"), expected.codec);
    EXPECT_EQ(property(properties, "width") + "x" + property(properties, "height"), "64x48");
    EXPECT_EQ(property(properties, "pix_fmt"), "yuv420p");
    EXPECT_EQ(property(properties, "color_range"), "tv") << film;
    EXPECT_EQ(property(properties, "color_space"), "bt709") << film;
    EXPECT_EQ(property(properties, "color_primaries"), "bt709") << film;
    EXPECT_EQ(property(properties, "color_transfer"), "bt709") << film;
    EXPECT_EQ(property(properties, "r_frame_rate"), "30/1") << film;
    EXPECT_EQ(property(properties, "nb_read_packets"), std::to_string(kFilmFrames)) << film;
    // The container's duration, the last such line; a frame is 1/30 s.
    EXPECT_NEAR(std::stod(property(properties.substr(properties.rfind("\nduration=") + 1), "duration")),
                kFilmFrames / 30.0, 1 / 30.0);
    expect_even_times(film, expected.tick);
    // The keys are upper or lower case, as the container has them.
    EXPECT_THAT(properties, AllOf(HasSubstr("=a loop\n"), HasSubstr("=lyap film AB --fps 30; $HOME 'x' é\n"),
                                  HasSubstr("={\"a\":\"= # \\ é\"}\n")))
        << film;
    EXPECT_EQ(film_text("ffmpeg", film, {}).description, settings.text.description) << film;
  }
  EXPECT_THAT(folder_.names(), ElementsAre("a.mkv", "a.mov", "a.mp4", "a.webm"));
}

TEST_F(FilmFileTest, LosslessEncodersGiveBackEveryByte) {
  struct Case {
    PixelFormat pixels;
    EncoderChoice choice;
  };
  EncoderChoice h264 = encoder("libx264");
  h264.crf = 0;
  const EncoderChoice ffv1 = encoder("ffv1");
  EncoderChoice rgb = encoder("libx264rgb");
  rgb.crf = 0;
  for (const Case& c :
       {Case{PixelFormat::kYuv444p, h264}, Case{PixelFormat::kYuv420p, h264}, Case{PixelFormat::kYuv420p, ffv1},
        Case{PixelFormat::kYuv420p10, ffv1}, Case{PixelFormat::kYuv420p12, ffv1}, Case{PixelFormat::kYuv422p10, ffv1},
        Case{PixelFormat::kYuv444p10, ffv1}, Case{PixelFormat::kGbrp10, ffv1}, Case{PixelFormat::kRgb24, ffv1},
        Case{PixelFormat::kRgb24, rgb}}) {
    FilmFileSettings settings = film_settings(folder_ / "a.mkv", c.pixels);
    settings.encoder = c.choice;
    make_film(settings);
    const std::string sent = film_frame(settings.format, 0) + film_frame(settings.format, kFilmFrames - 1);
    EXPECT_TRUE(decoded_ends(settings.path, kFilmFrames, name_of(c.pixels)) == sent)
        << name_of(c.pixels) << ' ' << *c.choice.codec;
  }
}

// What ffmpeg does not convert it has taken as it came.
TEST_F(FilmFileTest, EncodersTakeTheFormatsThatTheyAreSaidToTake) {
  struct Case {
    const char* codec;
    PixelFormat pixels;
  };
  for (const Case& c : {Case{"prores_ks", PixelFormat::kYuv422p10}, Case{"libsvtav1", PixelFormat::kYuv420p10},
                        Case{"libvpx-vp9", PixelFormat::kYuv420p12}, Case{"libvpx-vp9", PixelFormat::kGbrp10},
                        Case{"libx265", PixelFormat::kYuv420p12}, Case{"libx265", PixelFormat::kGbrp10},
                        Case{"libx264", PixelFormat::kYuv422p10}}) {
    FilmFileSettings settings = film_settings(folder_ / "a.mkv", c.pixels);
    settings.format.size = {64, 64};  // what libsvtav1 needs at least
    settings.encoder = encoder(c.codec);
    make_film(settings);
    EXPECT_EQ(property(properties_of(settings.path), "pix_fmt"), name_of(c.pixels)) << c.codec;
  }
}

TEST_F(FilmFileTest, RgbIsTaggedAsSrgb) {
  FilmFileSettings settings = film_settings(folder_ / "a.mkv", PixelFormat::kRgb24);
  settings.encoder = encoder("ffv1");
  make_film(settings);
  const std::string properties = properties_of(settings.path);
  EXPECT_EQ(property(properties, "color_range"), "pc");
  EXPECT_EQ(property(properties, "color_space"), "gbr");
  EXPECT_EQ(property(properties, "color_transfer"), "iec61966-2-1");
}

TEST_F(FilmFileTest, AGifShowsTheColorsOfThePalette) {
  // An odd number of pixels, so that no palette starts at a multiple of four bytes.
  FilmFileSettings settings = film_settings(folder_ / "a.gif", PixelFormat::kIndexed8);
  settings.format.size = {63, 47};
  settings.palette = some_colors(256);
  make_film(settings);
  EXPECT_EQ(frames_in(settings.path), kFilmFrames);
  std::string colors;
  for (const char index : film_frame(settings.format, 0) + film_frame(settings.format, kFilmFrames - 1)) {
    const Rgb8 color = settings.palette[static_cast<unsigned char>(index)];
    colors += {static_cast<char>(color.r), static_cast<char>(color.g), static_cast<char>(color.b)};
  }
  EXPECT_TRUE(decoded_ends(settings.path, kFilmFrames, "rgb24") == colors);
  // Hundredths of a second are the clock of GIF.
  expect_even_times(settings.path, 0.01);
}

TEST_F(FilmFileTest, AGifOfFramesThatAreAllAlikeHasThemAll) {
  FilmFileSettings settings = film_settings(folder_ / "a.gif", PixelFormat::kIndexed8);
  settings.palette = some_colors(2);
  FilmFile film(settings);
  const std::string pixels(picture_bytes(settings.format.pixels, settings.format.size), '\1');
  for (int i = 0; i < kFilmFrames; ++i) film.write(i, std::as_bytes(std::span(pixels)));
  film.finish();
  EXPECT_EQ(frames_in(settings.path), kFilmFrames);
}

TEST_F(FilmFileTest, HevcInMp4CarriesApplesTagAndTenBits) {
  FilmFileSettings settings = film_settings(folder_ / "a.mp4", PixelFormat::kYuv420p10);
  settings.encoder = encoder("libx265");
  make_film(settings);
  const std::string properties = properties_of(settings.path);
  EXPECT_EQ(property(properties, "codec_tag_string"), "hvc1");
  EXPECT_EQ(property(properties, "pix_fmt"), "yuv420p10le");
  EXPECT_EQ(property(properties, "color_space"), "bt709");
}

TEST_F(FilmFileTest, AFilmMayHaveASingleFrame) {
  for (const char* ending : {".mp4", ".mkv", ".webm"}) {
    FilmFileSettings settings = film_settings(folder_ / ("a" + std::string(ending)));
    settings.frames = 1;
    make_film(settings);
    EXPECT_EQ(frames_in(settings.path), 1) << ending;
  }
}

TEST_F(FilmFileTest, TelevisionsFrameRateIsExactInMp4) {
  FilmFileSettings settings = film_settings(folder_ / "a.mp4");
  settings.format.rate = {30000, 1001};
  make_film(settings);
  EXPECT_EQ(property(properties_of(settings.path), "r_frame_rate"), "30000/1001");
  EXPECT_EQ(property(properties_of(settings.path), "avg_frame_rate"), "30000/1001");
}

TEST_F(FilmFileTest, AnMp4StartsWithItsIndex) {
  make_film(film_settings(folder_ / "a.mp4"));
  const std::string bytes = content_of(folder_ / "a.mp4");
  EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
  EXPECT_EQ(bytes.find("moof"), std::string::npos);
}

TEST_F(FilmFileTest, NamesThatFfmpegMightTakeForSomethingElse) {
  const std::string start = fs::current_path().string();
  fs::current_path(folder_.path());
  for (const char* name : {"-y.mkv", "a:b %03d 'é' \"$HOME\".mp4"}) {
    make_film(film_settings(name));
    EXPECT_EQ(frames_in(name), kFilmFrames) << name;
  }
  fs::current_path(start);
  EXPECT_THAT(folder_.names(), SizeIs(2));
}

TEST_F(FilmFileTest, AReplacedFilmPassesOnItsPermissionsAndItsLink) {
  for (const char* ending : {".mp4", ".mkv"}) {
    const std::string film = folder_ / ("film" + std::string(ending));
    const std::string link = folder_ / ("link" + std::string(ending));
    make_file(film, "old");
    fs::permissions(film, fs::perms(0640));
    fs::create_symlink(film, link);
    make_film(film_settings(link));
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(frames_in(film), kFilmFrames);
    EXPECT_EQ(fs::status(film).permissions(), fs::perms(0640));
  }
  EXPECT_THAT(folder_.names(), ElementsAre("film.mkv", "film.mp4", "link.mkv", "link.mp4"));
}

TEST_F(FilmFileTest, AnOlderPartIsOverwritten) {
  {
    FilmFile unfinished(film_settings(folder_ / "a.mkv"));
    make_file(folder_ / "a.part.mkv", std::string(1'000'000, 'x'));
  }
  make_film(film_settings(folder_ / "a.mkv"));
  EXPECT_EQ(frames_in(folder_ / "a.mkv"), kFilmFrames);
  EXPECT_THAT(folder_.names(), ElementsAre("a.mkv"));
}

}  // namespace
}  // namespace lyap
