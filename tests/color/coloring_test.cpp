#include "host/color/coloring.h"

#include "host/color/continuous_palette.h"

#include <memory>

#include <gtest/gtest.h>

namespace lyap {
namespace {

std::shared_ptr<const ColorTable> three_grays() {
  return std::make_shared<const ColorTable>(entry_colors({"grays", {{0, 0, 0}, {128, 128, 128}, {255, 255, 255}}}),
                                            PixelFormat::kIndexed8);
}

TEST(Coloring, ShowsExponentsUnderTheDefaultMapIfNotToldOtherwise) {
  const Coloring coloring{three_grays()};
  EXPECT_EQ(coloring.shown, Quantity::kExponent);
  EXPECT_EQ(coloring.toning, Toning{});
}

TEST(Coloring, ViewHasAllThatPixelCodeReads) {
  const Coloring coloring{three_grays(), Quantity::kPeriod, {{-1, 2}}};
  const ColoringView view = coloring.view();
  EXPECT_EQ(view.format, PixelFormat::kIndexed8);
  EXPECT_EQ(view.shown, Quantity::kPeriod);
  EXPECT_EQ(view.tone.map, (ToneMap{-1, 2}));
  EXPECT_EQ(view.palette.entries, 3);
  EXPECT_EQ(view.palette.colors, coloring.colors->colors().data());
}

TEST(Coloring, IsEqualWhereAllOfItIs) {
  const Coloring coloring{three_grays()};
  const Coloring copy = coloring;
  EXPECT_EQ(copy, coloring);
  EXPECT_NE(coloring, (Coloring{coloring.colors, Quantity::kPeriod}));
  EXPECT_NE(coloring, (Coloring{coloring.colors, Quantity::kExponent, {{-1, 0}}}));
  EXPECT_NE(coloring, (Coloring{three_grays()})) << "a table of its own";
}

}  // namespace
}  // namespace lyap
