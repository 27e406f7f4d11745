#include "host/film/encoder_settings.h"

#include "host/base/error.h"
#include "host/film/codec_formats.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr FilmFormat kVideo{{64, 48}, PixelFormat::kYuv420p, {30000, 1001}};
constexpr FilmFormat kIndexed{{64, 48}, PixelFormat::kIndexed8, {25, 1}};

/// The arguments as one text with a space around each, so that "-crf 18" can be looked for.
std::string arguments_for(const std::string& path, const EncoderChoice& choice = {}, const FilmFormat& format = kVideo,
                          const FilmText& text = {}) {
  std::string joined = " ";
  for (const std::string& word : encoder_arguments(container_of(path), choice, format, text, path))
    joined += word + " ";
  return joined;
}

EncoderChoice codec(const std::string& name) {
  EncoderChoice choice;
  choice.codec = name;
  return choice;
}

std::string refusal_of(const std::string& path, const EncoderChoice& choice, const FilmFormat& format) {
  try {
    return "accepted:" + arguments_for(path, choice, format);
  } catch (const InvalidInput& refusal) {
    return refusal.what();
  }
}

TEST(FilmContainerTest, IsKnownByTheEndingInEitherCase) {
  EXPECT_EQ(container_of("a.mp4"), FilmContainer::kMp4);
  EXPECT_EQ(container_of("a.b/c.MOV"), FilmContainer::kMov);
  EXPECT_EQ(container_of("a.gif.Mkv"), FilmContainer::kMkv);
  EXPECT_EQ(container_of("a.webm"), FilmContainer::kWebm);
  EXPECT_EQ(container_of("a.gif"), FilmContainer::kGif);
}

TEST(FilmContainerTest, AnUnknownEndingIsRefusedWithTheKnownOnes) {
  for (const char* path : {"a.avi", "a", "mp4", ".mp4", "a.mp4/b", ""}) {
    EXPECT_FALSE(has_film_ending(path)) << path;
    EXPECT_THROW(container_of(path), InvalidInput) << path;
  }
  try {
    container_of("a.avi");
  } catch (const InvalidInput& refusal) {
    EXPECT_STREQ(refusal.what(), "'a.avi' has no ending of a film: .mp4, .mov, .mkv, .webm, .gif");
  }
}

TEST(EncoderSettingsTest, DescribesTheFramesBeforeTheInput) {
  const std::string arguments = arguments_for("a.mp4");
  const std::string input = arguments.substr(0, arguments.find(" -i pipe:0 ") + 1);
  EXPECT_THAT(input, HasSubstr(" -f rawvideo -pix_fmt yuv420p -s 64x48 -framerate 30000/1001 "));
  EXPECT_THAT(input, HasSubstr(" -color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709 "));
}

TEST(EncoderSettingsTest, KeepsFormatAndColorsOnTheWayOut) {
  const std::string arguments = arguments_for("a.mp4");
  const std::string output = arguments.substr(arguments.find(" -i pipe:0 "));
  EXPECT_THAT(output, HasSubstr(" -r 30000/1001 "));
  EXPECT_THAT(output, HasSubstr(" -pix_fmt +yuv420p "));
  EXPECT_THAT(output, HasSubstr(" -color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709 "));
}

TEST(EncoderSettingsTest, EachContainerHasItsEncoderAndQuality) {
  for (const char* path : {"a.mp4", "a.mov", "a.mkv"}) {
    EXPECT_THAT(arguments_for(path), AllOf(HasSubstr(" -c:v libx264 "), HasSubstr(" -crf 18 "))) << path;
  }
  EXPECT_THAT(arguments_for("a.webm"), AllOf(HasSubstr(" -c:v libvpx-vp9 "), HasSubstr(" -crf 30 -b:v 0 -row-mt 1 ")));
  EXPECT_THAT(arguments_for("a.gif", {}, kIndexed), AllOf(HasSubstr(" -c:v gif "), Not(HasSubstr(" -crf "))));
}

TEST(EncoderSettingsTest, FragmentsAreForMp4AndMovOnly) {
  for (const char* path : {"a.mp4", "a.mov"}) {
    EXPECT_THAT(arguments_for(path), HasSubstr(" -movflags +frag_keyframe+empty_moov")) << path;
  }
  for (const char* path : {"a.mkv", "a.webm"}) EXPECT_THAT(arguments_for(path), Not(HasSubstr("movflags"))) << path;
}

// ffmpeg gives a QuickTime file no description otherwise.
TEST(EncoderSettingsTest, MovKeepsItsTextsAsTags) {
  EXPECT_THAT(arguments_for("a.mov"), HasSubstr("+use_metadata_tags "));
  EXPECT_THAT(arguments_for("a.mp4"), Not(HasSubstr("use_metadata_tags")));
}

TEST(EncoderSettingsTest, TheUsersChoiceIsPassedOn) {
  EncoderChoice choice = codec("libx265");
  choice.crf = 22.5;
  choice.preset = "slow";
  EXPECT_THAT(arguments_for("a.mkv", choice),
              AllOf(HasSubstr(" -c:v libx265 "), HasSubstr(" -crf 22.5 "), HasSubstr(" -preset slow ")));
}

TEST(EncoderSettingsTest, WithoutAQualityAnotherEncodersDefaultStands) {
  EXPECT_THAT(arguments_for("a.mkv", codec("ffv1")), Not(HasSubstr(" -crf ")));
}

TEST(EncoderSettingsTest, ExtraArgumentsComeAfterOursAndBeforeTheFile) {
  EncoderChoice choice;
  choice.extra = {"-crf", "20", "-g", "5"};
  EXPECT_THAT(encoder_arguments(FilmContainer::kMkv, choice, kVideo, {}, "a.mkv"),
              ::testing::IsSupersetOf({"18", "20"}));
  EXPECT_THAT(arguments_for("a.mkv", choice), ::testing::EndsWith(" -crf 20 -g 5 -f matroska file:a.mkv "));
}

TEST(EncoderSettingsTest, NvencHasItsOwnWordForQuality) {
  EncoderChoice choice = codec("h264_nvenc");
  choice.crf = 20;
  EXPECT_THAT(arguments_for("a.mp4", choice), AllOf(HasSubstr(" -rc vbr -cq 20 -b:v 0 "), Not(HasSubstr(" -crf "))));
  EXPECT_THAT(arguments_for("a.mp4", codec("h264_nvenc")), Not(HasSubstr(" -cq ")));
}

TEST(EncoderSettingsTest, HevcInMp4IsTaggedForApplesPlayers) {
  for (const char* name : {"libx265", "hevc_nvenc"}) {
    EXPECT_THAT(arguments_for("a.mp4", codec(name)), HasSubstr(" -tag:v hvc1 ")) << name;
    EXPECT_THAT(arguments_for("a.mov", codec(name)), HasSubstr(" -tag:v hvc1 ")) << name;
    EXPECT_THAT(arguments_for("a.mkv", codec(name)), Not(HasSubstr("hvc1"))) << name;
  }
  EXPECT_THAT(arguments_for("a.mp4"), Not(HasSubstr("hvc1")));
}

TEST(EncoderSettingsTest, RgbIsTaggedAsSrgbAndNeverConvertedToLumas) {
  const FilmFormat rgb{{64, 48}, PixelFormat::kRgb24, {30, 1}};
  const std::string arguments = arguments_for("a.mkv", codec("libx264rgb"), rgb);
  EXPECT_THAT(arguments, AllOf(HasSubstr(" -pix_fmt +rgb24 "), HasSubstr(" -color_trc iec61966-2-1 "),
                               Not(HasSubstr("-colorspace bt709"))));
  EXPECT_THAT(arguments_for("a.mkv", codec("ffv1"), rgb), HasSubstr(" -pix_fmt bgr0 "));
}

TEST(EncoderSettingsTest, AnEncoderGetsNoFormatThatItDoesNotTake) {
  const auto refusal = [](const char* name, PixelFormat pixels) {
    return refusal_of("a.mkv", codec(name), {{64, 48}, pixels, {30, 1}});
  };
  EXPECT_EQ(refusal("libsvtav1", PixelFormat::kYuv422p10),
            "pixel-format: libsvtav1 does not take yuv422p10le but yuv420p, yuv420p10le; yuv422p10le is taken by "
            "libx264, libx265, libvpx-vp9, libaom-av1, ffv1, prores_ks, prores_aw, prores");
  EXPECT_THAT(refusal("prores_ks", PixelFormat::kYuv420p), HasSubstr("yuv422p10le, yuv444p10le"));
  EXPECT_THAT(refusal("prores_ks", PixelFormat::kYuv444p10), HasSubstr("accepted"));
  EXPECT_THAT(refusal("another", PixelFormat::kYuv444p10), HasSubstr("accepted")) << "ffmpeg knows it";
}

TEST(EncoderSettingsTest, AnEncoderThatTakesNoYuv420pHasAnotherFormatIfNoneIsAskedFor) {
  EXPECT_EQ(usual_format("libx264"), PixelFormat::kYuv420p);
  EXPECT_EQ(usual_format("ffv1"), PixelFormat::kYuv420p);
  EXPECT_EQ(usual_format("another"), PixelFormat::kYuv420p);
  EXPECT_EQ(usual_format("libx264rgb"), PixelFormat::kRgb24);
  EXPECT_EQ(usual_format("prores_ks"), PixelFormat::kYuv422p10);
}

TEST(EncoderSettingsTest, TextsAreOneArgumentEach) {
  const auto arguments =
      encoder_arguments(FilmContainer::kMp4, {}, kVideo, {"a loop", "lyap film --x \"y\"; z=1", "{}"}, "a.mp4");
  EXPECT_THAT(arguments, AllOf(Contains("title=a loop"), Contains("comment=lyap film --x \"y\"; z=1"),
                               Contains("description={}")));
  EXPECT_THAT(arguments_for("a.mp4"), Not(HasSubstr("-metadata")));
}

TEST(EncoderSettingsTest, NoPathIsTakenForAnOptionOrAProtocol) {
  for (const char* path : {"-y.mp4", "http://host/a.mp4", "a b.mp4"}) {
    EXPECT_EQ(encoder_arguments(FilmContainer::kMp4, {}, kVideo, {}, path).back(), std::string("file:") + path);
  }
}

TEST(EncoderSettingsTest, AGifRefusesWhatItCannotShow) {
  EXPECT_THAT(refusal_of("a.gif", {}, kVideo), HasSubstr("palette indices"));
  EXPECT_THAT(refusal_of("a.mp4", {}, kIndexed), HasSubstr("only a GIF"));
  FilmFormat fast = kIndexed;
  fast.rate = {60, 1};
  EXPECT_EQ(refusal_of("a.gif", {}, fast), "fps: a GIF cannot show 60 frames per second; at most 50");
  fast.rate = {50, 1};
  EXPECT_THAT(refusal_of("a.gif", {}, fast), HasSubstr("accepted"));
  EncoderChoice choice;
  choice.crf = 20;
  EXPECT_THAT(refusal_of("a.gif", choice, kIndexed), HasSubstr("without a quality"));
}

TEST(EncoderSettingsTest, SharedChromaNeedsEvenSides) {
  const auto refusal_of_size = [](Size size, PixelFormat pixels) {
    return refusal_of("a.mkv", {}, FilmFormat{size, pixels, {30, 1}});
  };
  EXPECT_EQ(refusal_of_size({63, 48}, PixelFormat::kYuv420p),
            "size: 63x48: yuv420p needs even sides; yuv444p takes any");
  EXPECT_THAT(refusal_of_size({64, 47}, PixelFormat::kYuv420p10), HasSubstr("even"));
  EXPECT_THAT(refusal_of_size({63, 47}, PixelFormat::kYuv444p), HasSubstr("accepted"));
  EXPECT_EQ(refusal_of_size({63, 47}, PixelFormat::kYuv422p10),
            "size: 63x47: yuv422p10le needs an even width; yuv444p10le takes any");
  EXPECT_THAT(refusal_of_size({64, 47}, PixelFormat::kYuv422p10), HasSubstr("accepted"));
}

}  // namespace
}  // namespace lyap
