#include "tests/cli/comparison.h"
#include "tests/support/npy_plane.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace lyap {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

using CliCompareReportTest = CliComparison;

TEST_F(CliCompareReportTest, NumbersOfTheReportFollowFromTheSavedExponents) {
  const json found = report(
      3,
      "compare AABAB --a 2.31:3.93 --b 2.53:3.97 --size 60x45 --left cpu:f32 --right cpu:f64 --save-exponents p.npy "
      "--tolerance 0.001:0%")["comparisons"][0];
  const std::vector<float> left = NpyPlane<float>::read(folder_ / "p.left.npy").values;
  const std::vector<double> right = NpyPlane<double>::read(folder_ / "p.right.npy").values;
  ASSERT_EQ(left.size(), 60U * 45U);
  ASSERT_EQ(right.size(), left.size());
  std::size_t differing = 0, stable = 0, stable_differing = 0, beyond = 0;
  double largest = 0, squares = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double a = left[i];
    const double difference = std::abs(a - right[i]);
    ASSERT_TRUE(std::isfinite(difference)) << "this picture has no infinite exponents";
    stable += a < 0 ? 1 : 0;
    differing += a != right[i] ? 1 : 0;
    stable_differing += a != right[i] && a < 0 ? 1 : 0;
    beyond += difference > 0.001 ? 1 : 0;
    largest = std::max(largest, difference);
    squares += difference * difference;
  }
  EXPECT_EQ(found["pixels"], left.size());
  EXPECT_EQ(found["differing"], differing);
  EXPECT_EQ(found["differing_share"], static_cast<double>(differing) / static_cast<double>(left.size()));
  EXPECT_EQ(found["stable"]["pixels"], stable);
  EXPECT_EQ(found["stable"]["differing"], stable_differing);
  EXPECT_EQ(found["chaotic"]["pixels"], left.size() - stable);
  EXPECT_EQ(found["chaotic"]["differing"], differing - stable_differing);
  EXPECT_EQ(found["beyond_tolerance"], beyond);
  EXPECT_EQ(found["largest_difference"], largest);
  // The sum here rounds each of its 2700 steps to 53 bits.
  const double rms = std::sqrt(squares / static_cast<double>(left.size()));
  EXPECT_NEAR(found["rms_difference"], rms, 3000 * 0x1p-53 * rms);
}

TEST_F(CliCompareReportTest, PalettesAndPsnrAreThoseOfThePictures) {
  const json found =
      report(3, "compare AABAB --size 60x45 --left cpu:f32 --right cpu:f64 --palette viridis")["comparisons"][0];
  succeed("render AABAB --size 60x45 --palette viridis --backend cpu --precision f32 -q -o left.png");
  succeed("render AABAB --size 60x45 --palette viridis --backend cpu --precision f64 -q -o right.png");
  const DecodedPng left = decoded("left.png");
  const DecodedPng right = decoded("right.png");
  std::size_t differing = 0;
  double squares = 0;
  for (std::size_t i = 0; i < left.pixels.size(); ++i) {
    differing += left.pixels[i] != right.pixels[i] ? 1 : 0;
    const Rgb8 a = left.palette.at(std::to_integer<std::size_t>(left.pixels[i]));
    const Rgb8 b = right.palette.at(std::to_integer<std::size_t>(right.pixels[i]));
    for (const int d : {a.r - b.r, a.g - b.g, a.b - b.b}) squares += d * d;
  }
  EXPECT_GT(differing, 0U);
  EXPECT_EQ(found["palette_indices_differing"], differing);
  EXPECT_EQ(found["palette_indices_differing"], found["stable"]["palette_indices_differing"].get<std::size_t>() +
                                                    found["chaotic"]["palette_indices_differing"].get<std::size_t>());
  const double psnr = 10 * std::log10(255.0 * 255.0 * 3 * static_cast<double>(left.pixels.size()) / squares);
  EXPECT_DOUBLE_EQ(found["psnr_db"], psnr);
}

TEST_F(CliCompareReportTest, JsonHasEveryField) {
  const json whole = report(3, "compare AB --size 20x10 --left cpu:f32 --right cpu:f64");
  for (const char* key :
       {"lyap", "command", "palette", "tolerance", "identical", "within_tolerance", "complete", "comparisons"}) {
    EXPECT_TRUE(whole.contains(key)) << key;
  }
  const json& found = whole["comparisons"][0];
  for (const char* key : {"frame",
                          "left",
                          "right",
                          "width",
                          "height",
                          "identical",
                          "within_tolerance",
                          "pixels",
                          "differing",
                          "differing_share",
                          "beyond_tolerance",
                          "first",
                          "largest_difference",
                          "rms_difference",
                          "infinite_differences",
                          "ulps",
                          "stable",
                          "chaotic",
                          "palette_indices_differing",
                          "psnr_db"}) {
    EXPECT_TRUE(found.contains(key)) << key;
  }
  std::uint64_t in_bins = 0;
  for (const json& bin : found["ulps"]) in_bins += bin["count"].get<std::uint64_t>();
  EXPECT_EQ(found["differing"], in_bins);
  EXPECT_THAT(std::string(whole["command"]), HasSubstr("lyap render 'AB'"));
}

}  // namespace
}  // namespace lyap
