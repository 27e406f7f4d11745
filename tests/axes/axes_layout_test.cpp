#include "host/axes/axes_layout.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::IsEmpty;

AnnotatedPicture picture_of(Size size, const Annotations& annotations = {true, true}) {
  return {annotations, size, {'A', {2, 4}}, {'C', {-1, 0.5}}, {find_palette("viridis"), Quantity::kExponent, 8, {}}};
}

constexpr Size kSizes[] = {{1, 1}, {8, 3}, {50, 40}, {400, 300}, {300, 2000}, {3840, 2160}, {30'000, 20}};

TEST(AxesLayout, TicksStandAtTheRowsAndColumnsOfTheirRates) {
  const AxesLayout layout(picture_of({401, 301}));
  // Column i has the rate 2 + 2·i/400, row j the rate 0.5 − 1.5·j/300.
  for (const auto& [at, label] : layout.horizontal) EXPECT_NEAR(2 + 2 * at / 400.0, std::stod(label), 0.0026) << label;
  EXPECT_EQ(layout.horizontal.front().at, 0);
  EXPECT_EQ(layout.horizontal.back().at, 400);
  EXPECT_EQ(layout.vertical.front().label, "−1.0");
  EXPECT_EQ(layout.vertical.front().at, 300);
  EXPECT_EQ(layout.vertical.back().label, "0.4");
  EXPECT_EQ(layout.vertical.back().at, 20);
  EXPECT_EQ(layout.picture.width, 401);
  EXPECT_EQ(layout.picture.height, 301);
}

TEST(AxesLayout, LabelsHaveRoom) {
  for (const Size size : kSizes) {
    SCOPED_TRACE(fmt::format("{}x{}", size.width, size.height));
    const AxesLayout layout(picture_of(size));
    const Typeface typeface(layout.text_size);
    int end = 0;
    for (const auto& [at, label] : layout.horizontal) {
      const int left = layout.picture.left + at - typeface.width(label) / 2;
      EXPECT_GT(left, end);
      end = left + typeface.width(label);
    }
    EXPECT_LT(end, layout.figure.width);
    ASSERT_FALSE(layout.vertical.empty());
    for (std::size_t i = 1; i < layout.vertical.size(); ++i) {
      EXPECT_GT(layout.vertical[i - 1].at - layout.vertical[i].at, typeface.cap_height());
    }
    ASSERT_FALSE(layout.bar_ticks.empty());
    for (std::size_t i = 1; i < layout.bar_ticks.size(); ++i) {
      EXPECT_GT(layout.bar_ticks[i - 1].at - layout.bar_ticks[i].at, typeface.cap_height());
    }
    // Nothing lies outside.
    EXPECT_GT(layout.vertical_title_left, 0);
    EXPECT_GT(layout.bar_title_baseline, typeface.cap_height());
    EXPECT_GT(layout.bar.left, layout.picture.left + layout.picture.width);
    EXPECT_LT(layout.bar.left + layout.bar.width, layout.figure.width);
    EXPECT_LT(layout.horizontal_title_baseline, layout.figure.height);
  }
}

TEST(AxesLayout, TextsGrowWithThePicture) {
  EXPECT_EQ(AxesLayout(picture_of({100, 100})).text_size, 12);
  EXPECT_EQ(AxesLayout(picture_of({1200, 1200})).text_size, 20);
  EXPECT_EQ(AxesLayout(picture_of({6000, 6000})).text_size, 100);
}

TEST(AxesLayout, AxesAndBarAreEachThereAloneToo) {
  const AxesLayout axes(picture_of({200, 100}, {.axes = true}));
  EXPECT_EQ(axes.bar.width, 0);
  EXPECT_THAT(axes.bar_ticks, IsEmpty());
  const AxesLayout bar(picture_of({200, 100}, {.color_bar = true}));
  EXPECT_THAT(bar.horizontal, IsEmpty());
  EXPECT_THAT(bar.vertical, IsEmpty());
  const AxesLayout both(picture_of({200, 100}));
  EXPECT_EQ(both.picture.left, axes.picture.left);
  EXPECT_GT(axes.figure.height, bar.picture.top + bar.picture.height);
  EXPECT_GT(both.figure.width, axes.figure.width);
}

TEST(AxesLayout, SwatchesAndBarAreAsHighAsThePicture) {
  AnnotatedPicture picture = picture_of({400, 300});
  picture.look.tone.superstable = Rgb8{};
  picture.look.tone.escaped = Rgb8{};
  for (const Size size : kSizes) {
    picture.size = size;
    const AxesLayout layout(picture);
    EXPECT_EQ(layout.above.top, layout.picture.top);
    EXPECT_EQ(layout.below.top + layout.below.height, layout.picture.top + size.height);
    EXPECT_GE(layout.bar.height, 1);
  }
}

}  // namespace
}  // namespace lyap
