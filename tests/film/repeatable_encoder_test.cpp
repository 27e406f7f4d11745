#include "host/film/repeatable_encoder.h"

#include "host/base/error.h"
#include "host/film/film_copy.h"
#include "tests/support/ignore_pipe_signal.h"
#include "tests/support/message_of.h"

#include <array>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

EncoderChoice choice_of(const std::string& codec, const std::vector<std::string>& extra = {}) {
  EncoderChoice choice;
  choice.codec = codec;
  choice.extra = extra;
  return choice;
}

TEST(RepeatableEncoder, HasAFixedNumberOfThreads) {
  EXPECT_THAT(repeatable(FilmContainer::kMp4, {}).extra,
              IsSupersetOf({"-threads", "8", "-x264-params", "cpu-independent=1"}));
  EXPECT_THAT(repeatable(FilmContainer::kWebm, {}).extra, IsSupersetOf({"-threads", "8", "-row-mt", "0"}));
}

TEST(RepeatableEncoder, RefusesThoseThatPromiseNothingAndNamesThoseThatDo) {
  for (const char* codec : {"libx265", "h264_nvenc", "libaom-av1", "libsvtav1", "none"}) {
    EXPECT_THAT(message_of<InvalidInput>([&] { repeatable(FilmContainer::kMkv, choice_of(codec)); }),
                AllOf(HasSubstr("codec"), HasSubstr(codec), HasSubstr("libx264"), HasSubstr("ffv1")))
        << codec;
  }
  EXPECT_THAT(message_of<InvalidInput>([] { repeatable(FilmContainer::kGif, {}); }), HasSubstr("GIF"));
}

TEST(RepeatableEncoder, RefusesArgumentsThatWouldUndoIt) {
  for (const char* word : {"-threads", "-threads:v", "-x264-params", "-x264opts", "-row-mt"}) {
    EXPECT_THAT(message_of<InvalidInput>([&] {
                  repeatable(FilmContainer::kMkv, choice_of("libx264", {word, "1"}));
                }),
                AllOf(HasSubstr("encoder-args"), HasSubstr(word)));
  }
  EXPECT_NO_THROW(repeatable(FilmContainer::kMkv, choice_of("libx264", {"-tune", "film", "-g", "30"})));
}

TEST(EncoderIdentity, IsTheSameAgainAndAnotherForOtherSettings) {
  const IgnorePipeSignal ignore_pipe_signal;
  const auto identity = [](const EncoderChoice& choice, PixelFormat pixels) {
    return encoder_identity("ffmpeg", FilmContainer::kMkv, repeatable(FilmContainer::kMkv, choice), pixels, {});
  };
  const EncoderIdentity usual = identity({}, PixelFormat::kYuv420p);
  EXPECT_THAT(usual.version, HasSubstr("ffmpeg version"));
  EXPECT_EQ(identity({}, PixelFormat::kYuv420p), usual);
  EncoderChoice coarse;
  coarse.crf = 40;
  EXPECT_NE(identity(coarse, PixelFormat::kYuv420p).sample, usual.sample);
  EXPECT_NE(identity({}, PixelFormat::kYuv444p10).sample, usual.sample);
}

TEST(ConcatList, SaysWhenEachSegmentBeginsWithoutAddingUpRoundings) {
  // 240 frames of 1/7 s are 34.2857142857… s.
  const std::array<FilmSegment, 3> segments{{{"a.mkv", 240}, {"b.mkv", 240}, {"c.mkv", 7}}};
  EXPECT_EQ(concat_list(segments, {7, 1}),
            "ffconcat version 1.0\n"
            "file a.mkv\nduration 34285714us\n"
            "file b.mkv\nduration 34285715us\n"
            "file c.mkv\nduration 1000000us\n");
}

}  // namespace
}  // namespace lyap
