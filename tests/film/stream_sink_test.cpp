#include "host/film/stream_sink.h"

#include "host/base/error.h"
#include "tests/support/child_process.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <csignal>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

class StreamSinkTest : public ::testing::Test {
 protected:
  StreamSpec spec_of(StreamContainer container, PixelFormat format, Size size) const {
    return {path_, container, format, size, {25, 1}, {}};
  }

  void write(const StreamSpec& spec, std::initializer_list<std::string_view> frames) const {
    StreamSink sink(spec);
    std::int64_t number = 0;
    for (const std::string_view frame : frames) sink.write(number++, bytes_of(frame));
    sink.finish();
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "film";
};

TEST_F(StreamSinkTest, ARawStreamIsNothingButPixels) {
  write(spec_of(StreamContainer::kRaw, PixelFormat::kRgb24, {2, 1}), {"RGBrgb", "012345"});
  EXPECT_EQ(content_of(path_), "RGBrgb012345");
  write(spec_of(StreamContainer::kRaw, PixelFormat::kYuv420p, {2, 2}), {"YyYyUV"});
  EXPECT_EQ(content_of(path_), "YyYyUV");
}

TEST_F(StreamSinkTest, AY4mStreamHasAHeaderAndOneForEachFrame) {
  write(spec_of(StreamContainer::kYuv4Mpeg, PixelFormat::kYuv420p, {4, 2}), {"YyYyYyYyUuVv", "01234567abAB"});
  EXPECT_EQ(content_of(path_),
            "YUV4MPEG2 W4 H2 F25:1 Ip A1:1 C420mpeg2 XYSCSS=420MPEG2 XCOLORRANGE=LIMITED\n"
            "FRAME\nYyYyYyYyUuVv"
            "FRAME\n01234567abAB");
}

TEST_F(StreamSinkTest, AY4mHeaderNamesFormatAndRate) {
  EXPECT_EQ(yuv4mpeg_header(PixelFormat::kYuv444p, {3, 5}, {30000, 1001}),
            "YUV4MPEG2 W3 H5 F30000:1001 Ip A1:1 C444 XYSCSS=444 XCOLORRANGE=LIMITED\n");
  EXPECT_EQ(yuv4mpeg_header(PixelFormat::kYuv422p10, {2, 3}, {60, 1}),
            "YUV4MPEG2 W2 H3 F60:1 Ip A1:1 C422p10 XYSCSS=422P10 XCOLORRANGE=LIMITED\n");
  EXPECT_EQ(yuv4mpeg_header(PixelFormat::kYuv420p10, {2, 2}, {60, 1}),
            "YUV4MPEG2 W2 H2 F60:1 Ip A1:1 C420p10 XYSCSS=420P10 XCOLORRANGE=LIMITED\n");
}

TEST_F(StreamSinkTest, RefusesFormatsThatAContainerCannotHold) {
  const auto refusal = [&](StreamContainer container, PixelFormat format) {
    return message_of<InvalidInput>([&] { StreamSink sink(spec_of(container, format, {2, 2})); });
  };
  EXPECT_EQ(refusal(StreamContainer::kYuv4Mpeg, PixelFormat::kRgb24),
            "a .y4m stream cannot hold rgb24: Y'CbCr is accepted");
  EXPECT_EQ(refusal(StreamContainer::kRaw, PixelFormat::kIndexed8),
            "a raw stream cannot hold pal8: colours are accepted");
  EXPECT_THAT(refusal(StreamContainer::kRaw, PixelFormat::kExponents), HasSubstr("cannot hold exponents"));
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(StreamSinkTest, CountsTheBytesOfAFrame) {
  StreamSink sink(spec_of(StreamContainer::kYuv4Mpeg, PixelFormat::kYuv420p, {4, 2}));
  EXPECT_THAT(message_of<Failure>([&] { sink.write(3, bytes_of("too few")); }),
              EndsWith("film': frame 3 has 7 bytes and not 12"));
}

TEST_F(StreamSinkTest, AFileThatEndsEarlyIsRemovedIfItHasNoFrame) {
  { EXPECT_EQ(StreamSink(spec_of(StreamContainer::kYuv4Mpeg, PixelFormat::kYuv420p, {2, 2})).keep_part(), ""); }
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(StreamSinkTest, AFileThatEndsEarlyKeepsItsWholeFramesAsAPart) {
  path_ = folder_ / "film.y4m";
  std::stop_source stop;
  {
    StreamSpec spec = spec_of(StreamContainer::kYuv4Mpeg, PixelFormat::kYuv444p, {1, 1});
    spec.stop = stop.get_token();
    StreamSink sink(spec);
    sink.write(0, bytes_of("abc"));
    sink.write(1, bytes_of("def"));
    EXPECT_THAT(message_of<Failure>([&] { sink.write(2, bytes_of("gh")); }), HasSubstr("frame 2 has 2 bytes"));
    EXPECT_EQ(sink.keep_part(), "the first 2 frames are in '" + folder_ / "film.part.y4m" + "'");
  }
  EXPECT_THAT(folder_.names(), ElementsAre("film.part.y4m"));
  EXPECT_THAT(content_of(folder_ / "film.part.y4m"), EndsWith("FRAME\nabcFRAME\ndef"));
}

// Renaming does not lead from one file system to another.
TEST_F(StreamSinkTest, ThePartBehindALinkLiesBesideTheFileThatTheLinkLeadsTo) {
  const TemporaryFolder other(fs::is_directory("/dev/shm") ? "/dev/shm" : fs::temp_directory_path());
  fs::create_symlink(other / "film.y4m", folder_ / "link.y4m");
  path_ = folder_ / "link.y4m";
  {
    StreamSink sink(spec_of(StreamContainer::kYuv4Mpeg, PixelFormat::kYuv444p, {1, 1}));
    sink.write(0, bytes_of("abc"));
    EXPECT_EQ(sink.keep_part(), "the first frame is in '" + other / "film.part.y4m" + "'");
  }
  EXPECT_THAT(content_of(other / "film.part.y4m"), EndsWith("FRAME\nabc"));
  EXPECT_THAT(folder_.names(), ElementsAre("link.y4m"));
}

TEST_F(StreamSinkTest, APartLeavesWhatHasItsName) {
  path_ = folder_ / "film.y4m";
  fs::create_directory(folder_ / "film.part.y4m");
  {
    StreamSink sink(spec_of(StreamContainer::kYuv4Mpeg, PixelFormat::kYuv444p, {1, 1}));
    sink.write(0, bytes_of("abc"));
    sink.write(1, bytes_of("def"));
    EXPECT_EQ(sink.keep_part(), "the first 2 frames are in '" + folder_ / "film.part-2.y4m" + "'");
  }
  EXPECT_THAT(folder_.names(), ElementsAre("film.part-2.y4m", "film.part.y4m"));
  EXPECT_THAT(content_of(folder_ / "film.part-2.y4m"), EndsWith("FRAME\nabcFRAME\ndef"));
}

TEST_F(StreamSinkTest, AStreamThatCannotTakeItsNameIsKeptAndNamed) {
  {
    StreamSink sink(spec_of(StreamContainer::kRaw, PixelFormat::kRgb24, {1, 1}));
    sink.write(0, bytes_of("rgb"));
    fs::create_directory(path_);
    EXPECT_EQ(message_of<Failure>([&] { sink.finish(); }),
              "cannot write '" + path_ + "': Is a directory; the finished file is '" + path_ + ".part'");
    EXPECT_EQ(sink.keep_part(), "") << "the failure has said it";
  }
  EXPECT_EQ(content_of(path_ + ".part"), "rgb");
}

TEST_F(StreamSinkTest, AFifoThatEndsEarlyHasWhatWasWritten) {
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  std::string heard;
  std::jthread reader([&] { heard = content_of(path_); });
  {
    StreamSink sink(spec_of(StreamContainer::kRaw, PixelFormat::kRgb24, {1, 1}));
    EXPECT_EQ(sink.keep_part(), "");
    sink.write(0, bytes_of("rgb"));
    EXPECT_EQ(sink.keep_part(), "the first frame went to '" + path_ + "'");
    sink.write(1, bytes_of("RGB"));
    EXPECT_EQ(sink.keep_part(), "the first 2 frames went to '" + path_ + "'");
  }
  reader.join();
  EXPECT_EQ(heard, "rgbRGB");
}

TEST_F(StreamSinkTest, ReportsAFullDisk) {
  StreamSpec spec = spec_of(StreamContainer::kRaw, PixelFormat::kRgb24, {1, 1});
  spec.path = "/dev/full";
  StreamSink sink(spec);
  EXPECT_EQ(message_of<Failure>([&] { sink.write(0, bytes_of("rgb")); }),
            "cannot write '/dev/full': No space left on device; free some space or write elsewhere");
}

TEST_F(StreamSinkTest, ReportsAReaderThatEndsEarly) {
  const std::string failure = in_child([&] {
    std::signal(SIGPIPE, SIG_IGN);
    int ends[2] = {};
    if (::pipe(ends) != 0 || ::dup2(ends[1], STDOUT_FILENO) < 0) return std::string("no pipe");
    StreamSpec spec = spec_of(StreamContainer::kRaw, PixelFormat::kRgb24, {1, 1});
    spec.path = "-";
    StreamSink sink(spec);
    sink.write(0, bytes_of("rgb"));
    ::close(ends[0]);
    return message_of<Failure>([&] { sink.write(1, bytes_of("rgb")); }) + "\n" + sink.keep_part();
  });
  EXPECT_EQ(failure,
            "cannot write standard output: Broken pipe; the program that reads it has ended\n"
            "the first frame went to standard output");
}

}  // namespace
}  // namespace lyap
