#include "tests/cli/cli_test.h"
#include "tests/support/decoded_exr.h"
#include "tests/support/npy_plane.h"

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class CliRecolorTest : public CliTest {
 protected:
  void expect_same_pixels(const std::string& one, const std::string& other) const {
    const DecodedPng left = decoded(one);
    const DecodedPng right = decoded(other);
    EXPECT_EQ(left.bit_depth, right.bit_depth);
    EXPECT_EQ(left.palette, right.palette);
    EXPECT_TRUE(left.pixels == right.pixels) << one << " " << other;
  }

  /// It is refused with these words, and leaves an older picture as it was.
  void expect_refused(const std::string& line, const std::vector<std::string>& words) const {
    make_file(folder_ / "old.png", "old");
    const auto before = snapshot();
    const ProgramResult result = run("recolor " + line + " -o old.png");
    EXPECT_EQ(result.status, 2) << line;
    EXPECT_THAT(result.err, IsErrorLineWith(words)) << line;
    EXPECT_EQ(snapshot(), before) << line;
  }
};

TEST_F(CliRecolorTest, PicturesHaveThePixelsOfOnesThatAreRendered) {
  for (const std::string precision : {"f32", "f64"}) {
    const std::string line = "render AABAB --size 131x57 --precision " + precision;
    succeed(line + " -o a.exr --save-exponents a.npy");
    for (const std::string look : {"--palette viridis", "--palette twilight", "--palette viridis --depth 16"}) {
      succeed(line + " " + look + " -o rendered.png");
      for (const std::string input : {"a.npy", "a.exr"}) {
        succeed("recolor " + input + " " + look + " -o painted.png --quiet");
        expect_same_pixels("painted.png", "rendered.png");
      }
    }
  }
}

TEST_F(CliRecolorTest, ExrFilesKeepTheirExponents) {
  for (const std::string precision : {"f32", "f64"}) {
    const std::string line = "render AABAB --size 61x57 --precision " + precision;
    succeed(line + " -o a.exr");
    succeed(line + " --palette viridis -o v.exr");
    succeed("recolor a.exr --palette viridis -o b.exr");
    const DecodedExr wanted = read_exr(folder_ / "v.exr");
    const DecodedExr painted = read_exr(folder_ / "b.exr");
    EXPECT_EQ(painted.floats, wanted.floats);
    EXPECT_TRUE(painted.halves == wanted.halves);
  }
}

TEST_F(CliRecolorTest, FilesSayWhatTheyWereMadeOf) {
  succeed("render AB --size 9x7 -o a.exr");
  succeed("render AB --size 9x7 -o a.png");
  succeed("recolor a.exr --palette viridis --depth 16 -o b.png");
  EXPECT_EQ(decoded("b.png").text_of("Comment"), "lyap recolor 'a.exr' --palette 'viridis' --depth 16");
  EXPECT_EQ(decoded("b.png").text_of("Source"), decoded("a.png").text_of("Comment"));
}

TEST_F(CliRecolorTest, GoesToStandardOutputToo) {
  succeed("render AB --size 40x30 -o a.png --save-exponents a.npy");
  succeed("recolor a.npy -o b.png");
  EXPECT_TRUE(run("recolor a.npy -o -").out == content("b.png"));
}

TEST_F(CliRecolorTest, AFileOfExponentsFromElsewhereMayHoldNoNan) {
  succeed("render AB --size 40x30 --precision f32 -o a.png --save-exponents a.npy");
  auto plane = NpyPlane<float>::read(folder_ / "a.npy");
  plane.values[2 * 40 + 5] = std::numeric_limits<float>::quiet_NaN();
  plane.write(folder_ / "nan.npy");
  expect_refused("nan.npy", {"INPUT: cannot use 'nan.npy'", "column 5, row 2 is NaN"});
}

TEST_F(CliRecolorTest, APictureWithoutExponentsIsRenderedAgain) {
  succeed("render AABAB --size 40x30 --a 2.5:3.9 -o a.png");
  succeed("render AABAB --size 40x30 --a 2.5:3.9 --palette viridis --tone symlog -o expected.png");
  const ProgramResult result = run("recolor a.png --palette viridis --tone symlog -o b.png");
  EXPECT_EQ(result.status, 0);
  EXPECT_THAT(result.err, HasSubstr("rendered again, since a.png has no exponents"));
  EXPECT_TRUE(content("b.png") == content("expected.png"));
  succeed("recolor a.png -o same.png");
  EXPECT_TRUE(content("same.png") == content("a.png")) << "its own palette";
  succeed("recolor b.png --palette jet -o b.exr");
  EXPECT_EQ(run("show b.exr").out, run("show b.png").out.replace(run("show b.png").out.find("viridis"), 7, "jet"));
}

TEST_F(CliRecolorTest, SequencesArePaintedFrameByFrame) {
  for (const std::string frame : {"0", "1", "2", "3", "4"}) {
    succeed("render ABC --size 24x16 --set C=3." + frame + " -o f_0" + frame + ".exr");
  }
  succeed("recolor f_##.exr --palette viridis --levels auto -q -o g_##.png");
  const auto levels_of = [&](const std::string& name) {
    const std::string comment = decoded(name).text_of("Comment");
    return comment.substr(comment.find("--levels"));
  };
  for (const std::string frame : {"g_01.png", "g_04.png"}) EXPECT_EQ(levels_of(frame), levels_of("g_00.png"));
  succeed("recolor f_03.exr --palette viridis " + levels_of("g_03.png") + " -o one.png");
  EXPECT_TRUE(decoded("one.png").pixels == decoded("g_03.png").pixels);
  succeed("animate ABC --size 24x16 --sweep C=3:3.5 --frames 2 --samples 2 -q -o film_##.exr");
  const auto refusal = [&](const std::string& line) { return run("recolor " + line).err; };
  EXPECT_THAT(refusal("film_##.exr -o a_##.png"), HasSubstr("it has no exponents")) << "averages are colours";
  EXPECT_THAT(refusal("f_##.exr -o a.png"), HasSubstr("-o: name the frames like"));
  EXPECT_THAT(refusal("f_00.exr -o a_##.png"), HasSubstr("-o: it is a pattern"));
  EXPECT_THAT(refusal("none_##.exr -o a_##.png"), HasSubstr("INPUT: there is no frame 'none_##.exr'"));
  EXPECT_THAT(refusal("g_##.png -o a_##.png"), HasSubstr("INPUT: sequences are painted from"));
}

TEST_F(CliRecolorTest, SequencesWithGapsAreToldOf) {
  for (const char* frame : {"00", "02", "04", "10"}) {
    succeed(std::string("render AB --size 9x9 -o f_") + frame + ".exr");
  }
  EXPECT_THAT(run("recolor f_##.exr -o g_##.png").err, StartsWith("note: frame 6 is missing, 4 of 6 are there\n"));
  fs::remove(folder_ / "f_10.exr");
  EXPECT_THAT(run("recolor f_##.exr -o g_##.png").err, Not(HasSubstr("missing"))) << "every second one is there";
}

TEST_F(CliRecolorTest, WhatCannotBeUsedIsRefusedInOneLine) {
  succeed("render AB --size 40x30 -o a.exr");
  succeed("render AB --size 9x7 --show period -o a.png --save-period p.npy");
  std::string file = content("a.exr");
  make_file(folder_ / "cut.exr", file.substr(0, file.size() - 10));
  make_file(folder_ / "letter.exr", "a letter");
  file.replace(file.find("lambda"), 6, "lambdb");
  make_file(folder_ / "colors.exr", file);
  expect_refused("cut.exr", {"INPUT: cannot use 'cut.exr': it is damaged"});
  expect_refused("letter.exr", {"INPUT: cannot use 'letter.exr': it is no EXR file"});
  expect_refused("colors.exr", {"INPUT: cannot use 'colors.exr': it has no exponents: no channel lambda"});
  expect_refused("p.npy", {"INPUT: cannot use 'p.npy'", "periods"});
  expect_refused("a.gif", {"INPUT: 'a.gif': exponents are read from .npy, .npz and .exr"});
  for (const char* missing : {"missing.exr", "missing.npy", "missing.npz"}) {
    expect_refused(missing, {"INPUT: '" + std::string(missing) + "': there is no such file"});
  }
  expect_refused("a.exr --depth 9", {"--depth: '9' bits"});
  expect_refused("a.exr --palette vridis", {"--palette", "viridis"});
}

TEST_F(CliRecolorTest, InputAndOutputAreNamedAndNotTheSame) {
  succeed("render AB --size 40x30 -o a.exr");
  const auto refusal = [&](const std::string& line) { return run("recolor " + line).err; };
  EXPECT_THAT(refusal("-o b.png"), HasSubstr("INPUT: name the file of the exponents"));
  EXPECT_THAT(refusal("a.exr"), HasSubstr("-o: name the picture's file"));
  EXPECT_THAT(refusal("a.exr -o ./a.exr"), HasSubstr("-o: it would replace the exponents"));
  EXPECT_THAT(refusal("a.exr -o a.exe"), HasSubstr("did you mean .exr?"));
}

}  // namespace
}  // namespace lyap
