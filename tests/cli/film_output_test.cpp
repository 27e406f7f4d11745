#include "tests/cli/film.h"

#include <set>
#include <string>

namespace lyap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

/// Bytes of 16x16 pixels.
constexpr std::size_t kYuv420Bytes = 384;
constexpr std::size_t kRgbBytes = 768;

const std::string kFilm = std::string(kCircleFilm) + "--frames 6 -q ";

class CliFilmOutputTest : public CliFilmTest {
 protected:
  /// The film on standard output.
  std::string streamed(const std::string& options) const {
    const ProgramResult result = run(kFilm + options + " -o -");
    EXPECT_EQ(result.status, 0) << options << result.err;
    EXPECT_EQ(result.err, "");
    return result.out;
  }
};

TEST_F(CliFilmOutputTest, TheEndingTellsWhatIsMade) {
  struct Case {
    const char* name;
    const char* container;
    const char* codec;
    const char* pixels;
  };
  for (const Case& c :
       {Case{"a.mp4", "mov,mp4,m4a,3gp,3g2,mj2", "h264", "yuv420p"},
        Case{"a.mov", "mov,mp4,m4a,3gp,3g2,mj2", "h264", "yuv420p"}, Case{"a.mkv", "matroska,webm", "h264", "yuv420p"},
        Case{"a.webm", "matroska,webm", "vp9", "yuv420p"}, Case{"a.gif", "gif", "gif", "bgra"},
        Case{"a.y4m", "yuv4mpegpipe", "rawvideo", "yuv420p"}}) {
    succeed(kFilm + "-o " + c.name);
    const std::string film = properties_of(folder_ / c.name);
    EXPECT_EQ(property(film, "format_name"), c.container) << c.name;
    EXPECT_EQ(property(film, "codec_name"), c.codec) << c.name;
    EXPECT_EQ(property(film, "pix_fmt"), c.pixels) << c.name;
    EXPECT_EQ(property(film, "nb_read_packets"), "6") << c.name;
    EXPECT_EQ(property(film, "width"), "16") << c.name;
  }
  succeed(kFilm + "-o a.yuv");
  succeed(kFilm + "-o a.rgb");
  EXPECT_THAT(content("a.yuv"), SizeIs(6 * kYuv420Bytes));
  EXPECT_THAT(content("a.rgb"), SizeIs(6 * kRgbBytes));
}

TEST_F(CliFilmOutputTest, APipeGetsWhatAFileGets) {
  succeed(kFilm + "-o a.y4m");
  EXPECT_EQ(streamed(""), content("a.y4m"));
  EXPECT_EQ(streamed("--format y4m"), content("a.y4m"));
  EXPECT_THAT(content("a.y4m"), StartsWith("YUV4MPEG2 W16 H16 F30:1 "));
  succeed(kFilm + "-o a.yuv");
  EXPECT_EQ(streamed("--format yuv420p"), content("a.yuv"));
  succeed(kFilm + "-o a.rgb");
  EXPECT_EQ(streamed("--format rgb24"), content("a.rgb"));
  for (const std::string format : {"yuv444p", "yuv420p10le", "yuv420p12le", "yuv422p10le", "yuv444p10le", "gbrp10le"}) {
    succeed(kFilm + "-o a.yuv --pixel-format " + format);
    EXPECT_EQ(streamed("--format " + format), content("a.yuv"));
  }
}

// The 256 colours of viridis have 171 lumas.
TEST_F(CliFilmOutputTest, SamplesOf10BitsHaveTheColorsBetweenThePalettes) {
  for (const std::string options : {"", " --samples 2"}) {
    succeed("animate AB --sweep x0=0.2:0.8 --size 320x180 --frames 1 -q -o a.yuv --pixel-format yuv420p10le" + options);
    const std::string bytes = content("a.yuv");
    std::set<int> lumas;
    for (std::size_t i = 0; i < 2 * 320 * 180; i += 2) {
      lumas.insert(static_cast<unsigned char>(bytes[i]) + 256 * static_cast<unsigned char>(bytes[i + 1]));
    }
    EXPECT_GT(lumas.size(), 256U) << options;
  }
}

TEST_F(CliFilmOutputTest, ACodecOfMoreBitsGetsThemWithoutBeingAsked) {
  succeed(kFilm + "-o a.mov --codec prores_ks");
  EXPECT_EQ(probed("a.mov", "pix_fmt"), "yuv422p10le");
  expect_error(2, kFilm + "-o b.mov --codec prores_ks --pixel-format yuv420p",
               {"--pixel-format", "prores_ks does not take yuv420p", "yuv422p10le, yuv444p10le"});
}

TEST_F(CliFilmOutputTest, SidesMustBeEvenWhereColorsAreHalved) {
  const std::string odd = "animate AB --sweep x0=0.2:0.8 --size 15x9 --iterations 30 --frames 3 -q ";
  for (const std::string output : {"-o a.mp4", "-o a.y4m", "-o a.yuv", "-o - --format yuv420p10le"}) {
    expect_error(2, odd + output, {"--size: 15x9", "needs even sides", "yuv444p"});
  }
  EXPECT_THAT(folder_.names(), IsEmpty());
  for (const std::string output : {"-o a.mp4 --pixel-format yuv444p", "-o a.gif", "-o a_#.png", "-o a.rgb"}) {
    succeed(odd + output);
  }
  EXPECT_EQ(probed("a.mp4", "width") + "x" + probed("a.mp4", "height"), "15x9");
  EXPECT_EQ(probed("a.gif", "width") + "x" + probed("a.gif", "height"), "15x9");
  EXPECT_EQ(decoded("a_2.png").height, 9U);
}

TEST_F(CliFilmOutputTest, WithoutANameItIsTheSequencesAndFree) {
  succeed(kFilm);
  const std::string first = content("ACDBCD.mp4");
  succeed(kFilm + "--phase 0");
  EXPECT_THAT(folder_.names(), ElementsAre("ACDBCD-2.mp4", "ACDBCD.mp4"));
  EXPECT_TRUE(content("ACDBCD.mp4") == first);
}

TEST_F(CliFilmOutputTest, FramesInFlightChangeNoByte) {
  succeed(kFilm + "-o a.y4m");
  EXPECT_EQ(streamed("--in-flight 1"), content("a.y4m"));
  EXPECT_EQ(streamed("--in-flight 7"), content("a.y4m"));
  EXPECT_EQ(streamed("--in-flight 7 --range 0:5"), content("a.y4m"));
}

TEST_F(CliFilmOutputTest, BackendsMakeTheSameBytes) {
  EXPECT_EQ(streamed("--backend cpu"), streamed("--backend cpu-scalar"));
}

TEST_F(CliFilmOutputTest, WhatDoesNotGoTogetherIsRefused) {
  expect_error(2, kFilm + "-o a.avi", {"-o: 'a.avi'", ".mp4", ".y4m", "frame_####.png"});
  expect_error(2, kFilm + "-o a.png", {"-o: 'a.png'", "frame_####.png"});
  expect_error(2, kFilm + "-o a_##.jpg", {"-o: 'a_##.jpg'", ".png"});
  expect_error(2, kFilm + "-o a.gif --fps 60", {"60 frames per second", "50"});
  expect_error(2, kFilm + "-o a.gif --pixel-format rgb24", {"--pixel-format", "palette"});
  expect_error(2, kFilm + "-o a.mp4 --pixel-format yuv422p",
               {"--pixel-format: 'yuv422p'", "did you mean yuv42", "yuv444p"});
  expect_error(2, kFilm + "-o a.mp4 --format y4m", {"--format", "'a.mp4'"});
  expect_error(2, kFilm + "-o a.y4m --pixel-format rgb24", {"--pixel-format", "rgb24"});
  expect_error(2, kFilm + "-o a.y4m --crf 20", {"--crf", "without ffmpeg"});
  expect_error(2, kFilm + "-o a_#.png --codec libx264", {"--codec", "without ffmpeg"});
  expect_error(2, kFilm + "-o - --format mp4", {"--format: 'mp4'", "y4m, yuv420p"});
  expect_error(2, kFilm + "-o - --format rgb24 --pixel-format rgb24", {"--pixel-format", "leave one out"});
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(CliFilmOutputTest, ATerminalIsNotFilledWithPixels) {
  Launch on_terminal = launch(kFilm + "-o -");
  on_terminal.out = Stream::kTerminal;
  const ProgramResult result = run_program(on_terminal);
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"-o: -", "terminal"}));
}

TEST_F(CliFilmOutputTest, AHashIsPartOfTheNameOfAVideo) {
  succeed(std::string(kCircleFilm) + "--frames 2 -q -o #1.mkv");
  EXPECT_EQ(probed("#1.mkv", "nb_read_packets"), "2");
}

TEST_F(CliFilmOutputTest, WhatNothingMovesByIsRefused) {
  expect_error(2, std::string(kCircleFilm) + "-o a.mp4 --ping-pong", {"--ping-pong", "sweep"});
  expect_error(2, std::string(kCircleFilm) + "-o a.mp4 --zoom-factor 3", {"--zoom-factor", "no zoom"});
}

TEST_F(CliFilmOutputTest, RgbNeedsACodecThatStoresIt) {
  expect_error(2, std::string(kCircleFilm) + "-o a.mp4 --pixel-format rgb24", {"--pixel-format", "libx264rgb"});
  expect_error(2, std::string(kCircleFilm) + "-o a.mp4 --codec mpeg4 --pixel-format yuv444p", {"codec mpeg4"});
}

}  // namespace
}  // namespace lyap
