#include "host/film/stream_sink.h"
#include "tests/support/temporary_folder.h"

#include <cstdio>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr std::int64_t kFrames = 3;

/// What the command prints; it fails the test if it is missing or fails.
std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return "";
  std::string output;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return output;
}

struct Case {
  PixelFormat format;
  Size size;
  FrameRate rate;
};

/// A frame of samples that the format can hold.
std::vector<std::byte> some_frame(const Case& film, std::int64_t number) {
  std::vector<std::byte> frame(picture_bytes(film.format, film.size));
  const bool wide = bits_of_level(film.format) > 8;
  for (std::size_t i = 0; i < frame.size(); ++i) {
    const std::size_t value = 17 * i + static_cast<std::size_t>(number) * 31;
    frame[i] = static_cast<std::byte>(wide && i % 2 == 1 ? value % 4 : value % 256);
  }
  return frame;
}

class StreamReaderTest : public ::testing::TestWithParam<Case> {
 protected:
  /// Writes the film and returns its pixels.
  std::string write(StreamContainer container) const {
    const Case& film = GetParam();
    StreamSink sink({path_, container, film.format, film.size, film.rate, {}});
    std::string pixels;
    for (std::int64_t number = 0; number < kFrames; ++number) {
      const std::vector<std::byte> frame = some_frame(film, number);
      sink.write(number, frame);
      pixels.append(reinterpret_cast<const char*>(frame.data()), frame.size());
    }
    sink.finish();
    return pixels;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "film.y4m";
};

INSTANTIATE_TEST_SUITE_P(
    Formats, StreamReaderTest,
    ::testing::Values(Case{PixelFormat::kYuv420p, {6, 4}, {30, 1}}, Case{PixelFormat::kYuv444p, {5, 3}, {30000, 1001}},
                      Case{PixelFormat::kYuv420p10, {6, 4}, {60, 1}}, Case{PixelFormat::kYuv420p12, {6, 4}, {60, 1}},
                      Case{PixelFormat::kYuv422p10, {6, 3}, {60, 1}}, Case{PixelFormat::kYuv444p10, {5, 3}, {60, 1}}),
    [](const auto& film) { return std::string(name_of(film.param.format)); });

TEST_P(StreamReaderTest, FfprobeReadsTheHeader) {
  write(StreamContainer::kYuv4Mpeg);
  const Case& film = GetParam();
  const std::string found = output_of(
      "ffprobe -v error -count_frames -of default=noprint_wrappers=1 -show_entries "
      "stream=width,height,pix_fmt,r_frame_rate,nb_read_frames,color_range,field_order,sample_aspect_ratio "
      "'" +
      path_ + "'");
  EXPECT_THAT(found, AllOf(HasSubstr("width=" + std::to_string(film.size.width) + "\n"),
                           HasSubstr("height=" + std::to_string(film.size.height) + "\n"),
                           HasSubstr("pix_fmt=" + std::string(name_of(film.format)) + "\n"),
                           HasSubstr("r_frame_rate=" + std::to_string(film.rate.numerator) + "/" +
                                     std::to_string(film.rate.denominator) + "\n"),
                           HasSubstr("nb_read_frames=" + std::to_string(kFrames) + "\n"), HasSubstr("color_range=tv\n"),
                           HasSubstr("field_order=progressive\n"), HasSubstr("sample_aspect_ratio=1:1\n")));
}

TEST_P(StreamReaderTest, FfmpegReadsThePixels) {
  const std::string pixels = write(StreamContainer::kYuv4Mpeg);
  EXPECT_EQ(output_of("ffmpeg -v error -i '" + path_ + "' -f rawvideo -"), pixels);
}

}  // namespace
}  // namespace lyap
