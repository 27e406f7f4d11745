#include "tests/cli/cli_test.h"

#include <string>
#include <vector>

namespace lyap {
namespace {

using ::testing::HasSubstr;

class CliAxesTest : public CliTest {
 protected:
  /// A file's pixels as red, green and blue.
  std::vector<Rgb8> colors_of(const std::string& name) const {
    const DecodedPng image = decoded(name);
    std::vector<Rgb8> colors;
    const auto level = [&](std::size_t byte) { return std::to_integer<std::uint8_t>(image.pixels[byte]); };
    if (!image.palette.empty()) {
      for (std::size_t i = 0; i < image.pixels.size(); ++i) colors.push_back(image.palette[level(i)]);
    } else {
      for (std::size_t i = 0; i < image.pixels.size(); i += 3) colors.push_back({level(i), level(i + 1), level(i + 2)});
    }
    return colors;
  }

  /// Whether some part of a figure, as large as the picture, has the picture's pixels.
  bool contains(const std::string& figure_name, const std::string& picture_name) const {
    const std::size_t width = decoded(picture_name).width;
    const std::size_t figure_width = decoded(figure_name).width;
    const std::vector<Rgb8> picture = colors_of(picture_name);
    const std::vector<Rgb8> figure = colors_of(figure_name);
    const std::size_t height = picture.size() / width;
    const auto is_at = [&](std::size_t first) {
      for (std::size_t row = 0; row < height; ++row) {
        const auto part = figure.begin() + static_cast<std::ptrdiff_t>(first + row * figure_width);
        const auto expected = picture.begin() + static_cast<std::ptrdiff_t>(row * width);
        if (!std::equal(expected, expected + static_cast<std::ptrdiff_t>(width), part)) return false;
      }
      return true;
    };
    for (std::size_t first = 0; first + (height - 1) * figure_width + width <= figure.size(); ++first) {
      if (is_at(first)) return true;
    }
    return false;
  }
};

TEST_F(CliAxesTest, ThePictureInsideIsTheOneWithoutAxes) {
  for (const std::string options : {"", "--tone quantile", "--tone split", "--show period --palette viridis",
                                    "--samples 2", "--save-exponents a.npy", "--interpolate"}) {
    succeed("render AB --size 60x40 " + options + " -o plain.png");
    succeed("render AB --size 60x40 " + options + " --axes --colorbar -o figure.png");
    EXPECT_TRUE(contains("figure.png", "plain.png")) << options;
    succeed("render AB --size 60x40 " + options + " --colorbar -o figure.png");
    EXPECT_TRUE(contains("figure.png", "plain.png")) << options;
  }
}

TEST_F(CliAxesTest, EveryBackendOfTheProcessorMakesTheSameFile) {
  succeed("render AB --size 60x40 --axes --colorbar -o a.png");
  succeed("render AB --size 60x40 --axes --colorbar --backend cpu-scalar --threads 1 -o b.png");
  EXPECT_TRUE(content("a.png") == content("b.png"));
}

TEST_F(CliAxesTest, TheRecipeMakesTheFigureAgain) {
  succeed("render AB --size 60x40 --tone quantile --axes --colorbar -o a.png");
  EXPECT_THAT(run("show a.png").out, HasSubstr(" --axes --colorbar"));
  succeed("render --like a.png -o again.png");
  EXPECT_TRUE(content("a.png") == content("again.png"));
  succeed("render --like a.png --axes=false --colorbar=false -o plain.png");
  EXPECT_TRUE(contains("a.png", "plain.png"));
}

TEST_F(CliAxesTest, ABatchKnowsItsFigures) {
  make_file(folder_ / "jobs.toml",
            "[defaults]\nsequence = \"AB\"\nsize = \"40x30\"\naxes = true\n"
            "[[render]]\noutput = \"a.png\"\n[[render]]\ncolorbar = true\ntone = \"quantile\"\noutput = \"b.png\"\n");
  EXPECT_EQ(run("batch jobs.toml").status, 0);
  const auto before = snapshot();
  const ProgramResult again = run("batch jobs.toml --resume");
  EXPECT_THAT(again.out + again.err, HasSubstr("skipped"));
  EXPECT_EQ(snapshot(), before);
  succeed("render AB --size 40x30 -o a.png");
  EXPECT_THAT(run("batch jobs.toml --resume --dry-run").out, HasSubstr("--axes -o 'a.png'"));
}

TEST_F(CliAxesTest, WhatCannotHaveThemIsRefusedInOneLine) {
  const auto refusal = [&](const std::string& words) { return run("render AB --size 8x8 " + words).err; };
  EXPECT_THAT(refusal("--axes --depth 16 -o a.png"), IsErrorLineWith(std::vector<std::string>{"--axes", "8 bits"}));
  EXPECT_THAT(refusal("--colorbar -o a.exr"), IsErrorLineWith(std::vector<std::string>{"--colorbar", "PNG"}));
  EXPECT_THAT(refusal("--axis -o a.png"), IsErrorLineWith(std::vector<std::string>{"--axis", "--axes"}));
  EXPECT_TRUE(snapshot().empty());
}

}  // namespace
}  // namespace lyap
