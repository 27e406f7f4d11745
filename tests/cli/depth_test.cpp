#include "host/color/continuous_palette.h"
#include "kernels/scalar_lane.h"
#include "kernels/tone_map.h"
#include "tests/cli/cli_test.h"
#include "tests/support/npy_plane.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CliDepthTest : public CliTest {
 protected:
  /// The pixels of a file of 16-bit samples, most significant byte first.
  std::vector<Rgb16> deep_pixels(const std::string& name) const {
    const DecodedPng picture = decoded(name);
    EXPECT_EQ(picture.bit_depth, 16);
    EXPECT_EQ(picture.color_type, PNG_COLOR_TYPE_RGB);
    EXPECT_TRUE(picture.is_srgb);
    const auto sample = [&](std::size_t at) {
      return static_cast<std::uint16_t>(std::to_integer<unsigned>(picture.pixels[2 * at]) << 8U |
                                        std::to_integer<unsigned>(picture.pixels[2 * at + 1]));
    };
    std::vector<Rgb16> pixels;
    for (std::size_t i = 0; i + 3 <= picture.pixels.size() / 2; i += 3) {
      pixels.push_back({sample(i), sample(i + 1), sample(i + 2)});
    }
    return pixels;
  }
};

TEST_F(CliDepthTest, PixelsAreTheContinuousPaletteAtThePlacesOfTheExponents) {
  const std::vector<Rgb16> palette = continuous_colors(find_palette("twilight"));
  for (const std::string precision : {"f32", "f64"}) {
    succeed("render AABAB --size 61x43 --depth 16 --precision " + precision + " -o a.png --save-exponents a.npy");
    std::vector<std::int32_t> indices;
    const auto add_all = [&](const auto& exponents) {
      for (const auto exponent : exponents) {
        indices.push_back(palette_index<ScalarLane<float>>(ToneMap{}, static_cast<float>(exponent), 65536.0F));
      }
    };
    if (precision == "f32") {
      add_all(NpyPlane<float>::read(folder_ / "a.npy").values);
    } else {
      add_all(NpyPlane<double>::read(folder_ / "a.npy").values);
    }
    const std::vector<Rgb16> pixels = deep_pixels("a.png");
    ASSERT_EQ(pixels.size(), indices.size());
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      ASSERT_EQ(pixels[i], palette[static_cast<std::size_t>(indices[i])]) << precision << " pixel " << i;
    }
  }
}

TEST_F(CliDepthTest, AFileOfThreeColorsGivesMoreThanThreeBands) {
  make_file(folder_ / "three.hex", "#000000\n#ff8000\n#ffffff\n");
  const auto count = [&](const std::string& depth) {
    succeed("render AB --size 120x90 --palette three.hex -o a.png --depth " + depth);
    const DecodedPng picture = decoded("a.png");
    const std::size_t bytes = picture.pixels.size() / (120 * 90);
    std::set<std::vector<std::byte>> colors;
    for (auto at = picture.pixels.begin(); at != picture.pixels.end(); at += static_cast<std::ptrdiff_t>(bytes)) {
      colors.emplace(at, at + static_cast<std::ptrdiff_t>(bytes));
    }
    return colors.size();
  };
  EXPECT_EQ(count("8"), 3U);
  // Of 10800 exponents hardly two are equal to 16 bits, apart from those of orbits at 0 and of the saturated ends.
  EXPECT_GT(count("16"), 3000U);
}

TEST_F(CliDepthTest, EightBitsAreTheDefaultToTheLastByte) {
  succeed("render AB --size 40x30 -o default.png");
  succeed("render AB --size 40x30 --depth 8 -o eight.png");
  EXPECT_TRUE(content("default.png") == content("eight.png"));
  EXPECT_EQ(decoded("default.png").bit_depth, 8);
}

TEST_F(CliDepthTest, EveryBackendMakesTheSameFile) {
  succeed("render AABAB --size 131x57 --depth 16 --backend cpu-scalar -o scalar.png");
  succeed("render AABAB --size 131x57 --depth 16 -o best.png");
  EXPECT_TRUE(content("scalar.png") == content("best.png"));
}

TEST_F(CliDepthTest, TheCommandLineInTheFileSaysTheDepth) {
  succeed("render AB --size 9x7 --depth 16 -o a.png");
  EXPECT_THAT(decoded("a.png").text_of("Comment"), EndsWith(" --palette 'twilight' --depth 16"));
}

TEST_F(CliDepthTest, PeriodsHaveTheEntriesOfThePalette) {
  make_file(folder_ / "three.hex", "#000000\n#ff8000\n#ffffff\n");
  const std::string line = "render AB --size 60x40 --show period --palette three.hex --iterations 1000";
  succeed(line + " --depth 16 -o deep.png");
  succeed(line + " -o a.png");
  const DecodedPng plain = decoded("a.png");
  const std::vector<Rgb16> deep = deep_pixels("deep.png");
  ASSERT_EQ(deep.size(), plain.pixels.size());
  for (std::size_t i = 0; i < deep.size(); ++i) {
    const Rgb8 color = plain.palette.at(std::to_integer<std::size_t>(plain.pixels[i]));
    ASSERT_EQ(deep[i], (Rgb16{static_cast<std::uint16_t>(257 * color.r), static_cast<std::uint16_t>(257 * color.g),
                              static_cast<std::uint16_t>(257 * color.b)}));
  }
}

TEST_F(CliDepthTest, OtherDepthsAreRefused) {
  const ProgramResult result = run("render AB --depth 12 -o a.png");
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.err, IsErrorLineWith(std::vector<std::string>{"--depth: '12' bits", "8 and 16"}));
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(CliDepthTest, AResumedBatchKnowsAFileOfTheOtherDepth) {
  const auto write = [&](const std::string& depth) {
    make_file(folder_ / "jobs.toml",
              "[[render]]\nsequence = \"AB\"\nsize = \"16x12\"\noutput = \"a.png\"\ndepth = " + depth + "\n");
  };
  const auto resumed = [&] { return split_words(run("batch jobs.toml --resume").err).at(0); };
  write("8");
  EXPECT_EQ(resumed(), "done");
  EXPECT_EQ(resumed(), "skipped");
  write("16");
  EXPECT_EQ(resumed(), "done");
  EXPECT_EQ(decoded("a.png").bit_depth, 16);
  EXPECT_EQ(resumed(), "skipped");
  EXPECT_THAT(run("batch jobs.toml --dry-run").out, HasSubstr(" --depth 16 -o 'a.png'"));
}

}  // namespace
}  // namespace lyap
