#include "host/compute/frame.h"

#include "host/base/error.h"
#include "host/color/continuous_palette.h"
#include "tests/support/reference_pixels.h"

#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::HasSubstr;

RenderSpec spec_of_size(Size size) {
  RenderSpec spec = spec_of("AB");
  spec.size = size;
  return spec;
}

std::string error_of(Size size, PixelFormat format) {
  try {
    const Frame frame = frame_in(format, spec_of_size(size));
    return "accepted";
  } catch (const InvalidInput& error) {
    return error.what();
  }
}

TEST(Frame, SubsampledChromaNeedsEvenSides) {
  for (const PixelFormat format : {PixelFormat::kYuv420p, PixelFormat::kYuv420p10}) {
    EXPECT_EQ(error_of({100, 50}, format), "accepted");
    EXPECT_EQ(error_of({2, 2}, format), "accepted");
    EXPECT_THAT(error_of({101, 50}, format), HasSubstr("101x50"));
    EXPECT_THAT(error_of({100, 51}, format), HasSubstr("even"));
    EXPECT_THAT(error_of({1, 1}, format), HasSubstr("even"));
  }
  EXPECT_EQ(error_of({101, 50}, PixelFormat::kYuv420p), "size: 101x50: yuv420p needs even sides; yuv444p takes any");
  EXPECT_EQ(error_of({101, 51}, PixelFormat::kYuv444p), "accepted");
  EXPECT_EQ(error_of({101, 51}, PixelFormat::kRgb24), "accepted");
}

TEST(Frame, OfExponentsHasNoColors) {
  const Frame frame(spec_of_size({5, 3}));
  EXPECT_FALSE(frame.coloring().has_value());
  EXPECT_EQ(frame.format(), PixelFormat::kExponents);
  EXPECT_EQ(frame.coloring_view().format, PixelFormat::kExponents);
  EXPECT_FALSE(frame.with_periods());
  EXPECT_TRUE(Frame(spec_of_size({5, 3}), Beside::kPeriods).with_periods());
}

TEST(Frame, SharesItsColorTable) {
  const Coloring coloring{std::make_shared<const ColorTable>(entry_colors(two_colors()), PixelFormat::kYuv420p)};
  const Frame frame(spec_of_size({4, 4}), coloring);
  EXPECT_EQ(frame.coloring(), coloring);
  EXPECT_EQ(frame.format(), PixelFormat::kYuv420p);
}

// What is shown is said by the coloring alone, and checked there.
TEST(Frame, ShowsPeriodsOnlyWhereTheyAreLookedFor) {
  RenderSpec spec = spec_of_size({4, 4});
  const Coloring of_periods{std::make_shared<const ColorTable>(entry_colors(two_colors()), PixelFormat::kRgb24),
                            Quantity::kPeriod};
  EXPECT_EQ(Frame(spec, of_periods).coloring_view().shown, Quantity::kPeriod);
  spec.brute_force = true;
  EXPECT_THROW(Frame(spec, of_periods), InvalidInput);
  EXPECT_NO_THROW(Frame(spec, Coloring{of_periods.colors}));
  EXPECT_NO_THROW(Frame(spec, Beside::kPeriods)) << "they are all 0";
}

TEST(Frame, BytesAreThoseOfItsFormat) {
  const auto bytes = [](PixelFormat format, int rows) {
    RenderSpec spec = spec_of_size({10, 4});
    spec.precision = Precision::kDouble;
    return frame_in(format, spec).bytes_of_rows(rows);
  };
  EXPECT_EQ(bytes(PixelFormat::kIndexed8, 3), 30U);
  EXPECT_EQ(bytes(PixelFormat::kRgb24, 3), 90U);
  EXPECT_EQ(bytes(PixelFormat::kExponents, 3), 240U);
  EXPECT_EQ(bytes(PixelFormat::kYuv444p, 4), 120U) << "40 lumas and as many of each chroma";
  EXPECT_EQ(bytes(PixelFormat::kYuv420p, 4), 60U) << "40 lumas and 10 of each chroma";
  EXPECT_EQ(bytes(PixelFormat::kYuv420p10, 4), 120U) << "two bytes each";
}

}  // namespace
}  // namespace lyap
