#include "host/color/deep_pixel.h"
#include "kernels/scalar_lane.h"
#include "kernels/tone_map.h"
#include "tests/cli/cli_test.h"
#include "tests/support/decoded_exr.h"
#include "tests/support/npy_plane.h"

#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CliExrTest : public CliTest {
 protected:
  DecodedExr exr(const std::string& name) const { return read_exr(folder_ / name); }

  /// What a program prints.
  std::string output_of(const std::string& command) const {
    const std::string line = command + " >" + (folder_ / "told") + " 2>&1";
    EXPECT_EQ(std::system(line.c_str()), 0) << command;
    return content("told");
  }
  static bool is_there(const std::string& program) {
    return std::system(("command -v " + program + " >/dev/null").c_str()) == 0;
  }
};

TEST_F(CliExrTest, ExponentsAreThoseOfSavedOnesBitForBit) {
  succeed("render AABAB --size 131x57 --precision f32 -o a.exr --save-exponents a.npy");
  const DecodedExr image = exr("a.exr");
  const auto saved = NpyPlane<float>::read(folder_ / "a.npy").values;
  ASSERT_EQ(image.floats.at("lambda").size(), saved.size());
  EXPECT_EQ(std::memcmp(image.floats.at("lambda").data(), saved.data(), 4 * saved.size()), 0);
  EXPECT_FALSE(image.channels.contains("period"));
}

TEST_F(CliExrTest, ColorsAreTheContinuousPaletteInLinearLight) {
  const std::vector<DeepPixel> palette = linear_halves(continuous_colors(find_palette("viridis")));
  succeed("render AB --size 61x43 --precision f32 --palette viridis -o a.exr");
  const DecodedExr image = exr("a.exr");
  for (std::size_t i = 0; i < image.floats.at("lambda").size(); ++i) {
    const auto index =
        static_cast<std::size_t>(palette_index<ScalarLane<float>>(ToneMap{}, image.floats.at("lambda")[i], 65536.0F));
    const std::uint16_t halves[] = {image.halves.at("R")[i].bits(), image.halves.at("G")[i].bits(),
                                    image.halves.at("B")[i].bits()};
    ASSERT_EQ(std::memcmp(halves, palette[index].data(), sizeof halves), 0) << i;
  }
}

TEST_F(CliExrTest, DoubleExponentsAreASumOfTwoChannels) {
  succeed("render AB --size 40x30 --precision f64 -o a.exr --save-exponents a.npy");
  const DecodedExr image = exr("a.exr");
  const auto saved = NpyPlane<double>::read(folder_ / "a.npy").values;
  for (std::size_t i = 0; i < saved.size(); ++i) {
    if (std::isinf(saved[i])) {
      ASSERT_EQ(image.floats.at("lambda")[i], saved[i]);
    } else {
      const double sum = static_cast<double>(image.floats.at("lambda")[i]) + image.floats.at("lambda_low")[i];
      ASSERT_LE(std::abs(sum - saved[i]), std::ldexp(std::abs(saved[i]), -48)) << i;
    }
  }
}

TEST_F(CliExrTest, PeriodsAreAChannelWhereTheyAreComputed) {
  succeed("render AB --size 60x40 --iterations 1000 -o a.exr --save-period a.npy");
  EXPECT_EQ(exr("a.exr").numbers.at("period"), NpyPlane<std::uint32_t>::read(folder_ / "a.npy").values);
  succeed("render AB --size 60x40 --iterations 1000 --show period -o b.exr");
  EXPECT_EQ(exr("b.exr").numbers.at("period"), exr("a.exr").numbers.at("period"));
}

TEST_F(CliExrTest, TheRecipeIsInTheAttributes) {
  succeed("render AB --size 40x30 --a 3:4 -o a.exr");
  succeed("render AB --size 40x30 --a 3:4 -o a.png");
  const DecodedExr image = exr("a.exr");
  EXPECT_EQ(image.texts.at("lyapCommand"), decoded("a.png").text_of("Comment"));
  EXPECT_EQ(image.texts.at("software"), decoded("a.png").text_of("Software"));
  EXPECT_EQ(image.texts.at("lyapHorizontal"), "A=3:4");
  EXPECT_EQ(image.texts.at("lyapVertical"), "B=2:4");
}

TEST_F(CliExrTest, OtherProgramsReadIt) {
  if (!is_there("exrheader") && !is_there("identify")) {
    GTEST_SKIP() << "exrheader and identify are missing";
  }
  succeed("render AB --size 40x30 --precision f64 -o a.exr");
  if (is_there("exrheader")) {
    EXPECT_THAT(output_of("exrheader " + (folder_ / "a.exr")), HasSubstr("lambda_low, 32-bit floating-point"));
  }
  if (is_there("identify")) {
    EXPECT_THAT(output_of("identify " + (folder_ / "a.exr")), HasSubstr("EXR 40x30"));
  }
}

TEST_F(CliExrTest, OutputsThatCannotBeAreRefused) {
  const auto refused = [&](const std::string& line, const std::vector<std::string>& words) {
    const ProgramResult result = run(line);
    EXPECT_EQ(result.status, 2) << line;
    EXPECT_THAT(result.err, IsErrorLineWith(words)) << line;
    EXPECT_THAT(folder_.names(), IsEmpty()) << line;
  };
  refused("render AB -o a.exrr", {"-o: 'a.exrr' ends in .exrr", "did you mean .exr?"});
  refused("render AB -o a.jpg", {"-o: 'a.jpg' ends in .jpg", ".png or .exr"});
  refused("render AB -o a.exr --depth 16", {"--depth: EXR files have colours of half precision"});
}

TEST_F(CliExrTest, TheOlderFileStaysWhereTheNewOneCannotBeFinished) {
  make_file(folder_ / "a.exr", "old");
  const auto before = snapshot();
  Launch small = launch("render AB --size 300x300 -o a.exr");
  small.most_file_bytes = 50'000;  // the exponents alone are 360 000 bytes of noise
  const ProgramResult result = run_program(small);
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, HasSubstr("cannot write 'a.exr'"));
  EXPECT_EQ(snapshot(), before);
}

TEST_F(CliExrTest, ALargePictureTakesTheMemoryOfAFewRows) {
  const ProgramResult small = run("render AB --iterations 2 --size 1000x500 --threads 2 -o a.exr");
  const ProgramResult large = run("render AB --iterations 2 --size 1000x10000 --threads 2 -o a.exr");
  ASSERT_EQ(large.status, 0) << large.err;
  // Its channels are 100 MB.
  EXPECT_LT(large.peak_kibibytes - small.peak_kibibytes, 20'000);
}

}  // namespace
}  // namespace lyap
