#include "host/color/coloring.h"

#include "host/color/continuous_palette.h"
#include "tests/support/reference_pixels.h"

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

// As colours of 10 bits a palette of 256 would have 256 lumas at most.
TEST(Coloring, FormatsOfMoreThan8BitsHaveTheColorsBetweenThePalettes) {
  const RenderSpec spec = spec_of("AB");
  const Palette palette = find_palette("viridis");
  const auto entries = [&](PixelFormat format) { return coloring_of(spec, palette, format).colors->view().entries; };
  EXPECT_EQ(entries(PixelFormat::kYuv420p), 256);
  EXPECT_EQ(entries(PixelFormat::kRgb24), 256);
  for (const PixelFormat format : {PixelFormat::kYuv420p10, PixelFormat::kYuv422p10, PixelFormat::kRgb48}) {
    EXPECT_EQ(entries(format), 65536);
    RenderSpec periods = spec;
    periods.shown = Quantity::kPeriod;
    EXPECT_EQ(coloring_of(periods, palette, format).colors->view().entries, 256) << "periods are no continuum";
  }
}

TEST(Coloring, AveragesOfMoreThan8BitsAreOfTheColorsBetweenThePalettes) {
  RenderSpec spec = spec_of("AB");
  spec.sampling.per_side = 2;
  const Palette palette = find_palette("viridis");
  EXPECT_EQ(coloring_of(spec, palette, PixelFormat::kYuv420p).averaging->light().size(), 256U);
  EXPECT_EQ(coloring_of(spec, palette, PixelFormat::kRgb48).averaging->light().size(), 65536U);
}

}  // namespace
}  // namespace lyap
