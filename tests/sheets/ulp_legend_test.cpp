#include "host/sheets/ulp_legend.h"

#include <cstdint>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;

TEST(UlpLegend, SaysWhatEachBinCounts) {
  std::vector<std::string> labels;
  for (int bin = -1; bin < kUlpBins; ++bin) labels.push_back(ulp_label(bin));
  EXPECT_THAT(labels, ElementsAre("equal", "0", "1", "2", "3-4", "5-16", "17-256", "to 2^16", "to 2^24", "to 2^32",
                                  "to 2^48", "more", "infinite"));
}

TEST(UlpLegend, ColorsGetLighterWithTheDifference) {
  const UlpColors colors;
  // The luma of BT.709 stands for what eyes, and those that do not tell hues, see as lightness.
  const auto lightness = [&](int bin) {
    const Rgb8 color = colors.of(static_cast<std::int8_t>(bin));
    return 0.2126 * color.r + 0.7152 * color.g + 0.0722 * color.b;
  };
  // Distinct to an eye: more than a twentieth of the range from what equal pixels have, then at least a hundredth.
  EXPECT_GT(lightness(0), lightness(-1) + 255 / 20.0);
  for (int bin = 1; bin < kUlpBins - 1; ++bin) EXPECT_GT(lightness(bin), lightness(bin - 1) + 255 / 100.0) << bin;
  const Rgb8 infinite = colors.of(kUlpBins - 1);
  EXPECT_GT(infinite.b, infinite.r) << "blue, where all others are red and yellow";
  for (int bin = 0; bin < kUlpBins - 1; ++bin) {
    EXPECT_LT(colors.of(static_cast<std::int8_t>(bin)).b, colors.of(static_cast<std::int8_t>(bin)).r) << bin;
  }
}

}  // namespace
}  // namespace lyap
