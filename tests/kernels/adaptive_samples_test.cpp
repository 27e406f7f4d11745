#include "kernels/adaptive_samples.h"

#include <array>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// Whether the middle of 3×3 pixels needs samples, whose colours are grey levels in one channel.
bool middle_needs_samples(const std::array<std::uint16_t, 9>& levels, int channel = 0) {
  std::vector<std::uint32_t> palette;
  for (std::uint32_t level = 0; level < 256; ++level) palette.push_back(level << 8 * channel);
  AveragingView view{};
  view.levels = palette.data();
  return needs_samples(view, levels.data() + 4, 3);
}

TEST(NeedsSamples, NoneWhereColorsChangeEvenly) {
  EXPECT_FALSE(middle_needs_samples({7, 7, 7, 7, 7, 7, 7, 7, 7}));
  EXPECT_FALSE(middle_needs_samples({0, 50, 100, 20, 70, 120, 40, 90, 140}));
  EXPECT_FALSE(middle_needs_samples({255, 128, 1, 255, 128, 1, 255, 128, 1}));
}

// Levels are rounded: three of them by half a level each, that in the middle counting twice.
TEST(NeedsSamples, NoneForWhatRoundingMakes) {
  for (const double offset : {0.0, 0.2, 0.5, 0.7}) {
    for (const double slope : {0.1, 0.4, 1.3, 2.5, 9.9}) {
      std::array<std::uint16_t, 9> levels{};
      for (int i = 0; i < 9; ++i) {
        levels[static_cast<std::size_t>(i)] =
            static_cast<std::uint16_t>(100.5 + offset + slope * (i % 3 - 1) + 1.7 * slope * (i / 3 - 1));
      }
      EXPECT_FALSE(middle_needs_samples(levels)) << offset << " " << slope;
    }
  }
}

TEST(NeedsSamples, ForALineAnEdgeAndADotInEveryChannel) {
  for (const int channel : {0, 1, 2}) {
    EXPECT_TRUE(middle_needs_samples({9, 20, 9, 9, 20, 9, 9, 20, 9}, channel)) << "a line";
    EXPECT_TRUE(middle_needs_samples({9, 9, 20, 9, 9, 20, 9, 9, 20}, channel)) << "an edge beside it";
    EXPECT_TRUE(middle_needs_samples({9, 9, 9, 9, 12, 9, 9, 9, 9}, channel)) << "a dot";
    EXPECT_TRUE(middle_needs_samples({12, 9, 9, 9, 9, 9, 9, 9, 9}, channel)) << "a corner";
  }
}

}  // namespace
}  // namespace lyap
