#include "host/spec/sampling.h"

#include "host/base/error.h"
#include "host/spec/pixel_rates.h"
#include "tests/support/random_spec.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(Sampling, SamplesLieEvenlyAroundThePixelsCentre) {
  for (int per_side = 1; per_side <= Sampling::kMaxPerSide; ++per_side) {
    const SampleGrid grid = SampleGrid::of({per_side});
    ASSERT_EQ(grid.taps(), per_side);
    for (int i = 0; i < per_side; ++i) {
      const double distance = (2.0 * i + 1 - per_side) / (2.0 * per_side);
      EXPECT_DOUBLE_EQ(grid.distance_of(i), distance);
      EXPECT_NEAR(grid.position_of(7 * per_side + i), 7 + distance, 1e-14);
    }
  }
}

TEST(Sampling, OddNumbersKeepTheSampleInTheCentreToTheBit) {
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    const RenderSpec spec = random_spec(random, 1000);
    const int odd = 2 * random.between(0, 7) + 1;
    const int margin = random.between(0, 3);
    const SampleGrid grid{odd, margin};
    const std::vector<double> samples = column_rates(spec, grid.along(spec.size.width), grid);
    const std::vector<double> pixels = column_rates(spec, spec.size.width);
    const std::vector<double> sample_rows = row_rates(spec, grid);
    const std::vector<double> pixel_rows = row_rates(spec);
    const auto centre = [&](std::size_t pixel) {
      return (pixel + static_cast<std::size_t>(margin)) * static_cast<std::size_t>(odd) +
             static_cast<std::size_t>(odd / 2);
    };
    for (std::size_t column = 0; column < pixels.size(); ++column) {
      ASSERT_EQ(samples[centre(column)], pixels[column]) << spec_text(spec);
    }
    for (std::size_t row = 0; row < pixel_rows.size(); ++row) {
      ASSERT_EQ(sample_rows[centre(row)], pixel_rows[row]) << spec_text(spec);
    }
  }
}

TEST(Sampling, BeyondAWindowWithoutEscapesThereAreNone) {
  RenderSpec spec{.sequence = Sequence::parse("AB"), .constants = {}};
  spec.size = {10, 10};
  const SampleGrid grid{4, 0};
  const double last_inside = 4 - 2.0 / 9 / 8;
  EXPECT_DOUBLE_EQ(column_rates(spec, grid.along(10), grid)[37], last_inside);
  EXPECT_DOUBLE_EQ(column_rates(spec, grid.along(10), grid)[38], last_inside) << "mirrored";
  EXPECT_LT(column_rates(spec, grid.along(10), grid).front(), 2);
  spec.horizontal.range = {2, 4.5};
  EXPECT_GT(column_rates(spec, grid.along(10), grid).back(), 4.5);
}

TEST(Sampling, FiltersHaveTheUsualRadiiAndShapes) {
  for (const auto& [filter, radius] : {std::pair(SampleFilter::kBox, 0.5),
                                       {SampleFilter::kTriangle, 1.0},
                                       {SampleFilter::kGaussian, 1.5},
                                       {SampleFilter::kMitchell, 2.0},
                                       {SampleFilter::kLanczos, 3.0}}) {
    EXPECT_EQ(radius_of(filter), radius);
    EXPECT_EQ(weight_at(filter, radius), 0);
    EXPECT_EQ(weight_at(filter, -0.3), weight_at(filter, 0.3));
    EXPECT_GE(SampleGrid::of({4, filter}).taps(), 8 * radius);
  }
  EXPECT_DOUBLE_EQ(weight_at(SampleFilter::kMitchell, 0), 8.0 / 9);
  EXPECT_NEAR(weight_at(SampleFilter::kMitchell, 1), 1.0 / 18, 1e-15);
  EXPECT_NEAR(weight_at(SampleFilter::kLanczos, 1), 0, 1e-15);
  EXPECT_LT(weight_at(SampleFilter::kLanczos, 1.5), 0);
}

TEST(Sampling, NamesAreReadAsTheyAreWritten) {
  for (const char* name : {"box", "triangle", "gaussian", "mitchell", "lanczos"}) {
    EXPECT_STREQ(name_of(parse_sample_filter(name)), name);
  }
  for (const char* name : {"color", "exponent"}) EXPECT_STREQ(name_of(parse_average(name)), name);
  try {
    parse_sample_filter("lancos");
    FAIL();
  } catch (const InvalidInput& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean lanczos"), std::string::npos);
  }
}

TEST(Sampling, CountsAreReadAsTheyAreWritten) {
  for (int per_side = 1; per_side <= Sampling::kMaxPerSide; ++per_side) {
    for (const bool adaptive : {false, true}) {
      if (adaptive && per_side == 1) continue;
      const Sampling sampling{per_side, SampleFilter::kBox, AverageOf::kColor, adaptive};
      Sampling read{3, SampleFilter::kBox, AverageOf::kColor, !adaptive};
      parse_samples(samples_text(sampling), read);
      EXPECT_EQ(read, sampling);
    }
  }
}

TEST(Sampling, CountsThatAreNoneAreRefused) {
  const auto complaint = [](const char* text) {
    Sampling sampling;
    try {
      parse_samples(text, sampling);
    } catch (const InvalidInput& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };
  EXPECT_NE(complaint("aut:4").find("did you mean auto:4"), std::string::npos);
  EXPECT_EQ(complaint("fixed:4").find("did you mean"), std::string::npos);
  for (const char* text : {"fixed:4", ":4"}) EXPECT_NE(complaint(text).find("auto:2 to auto:16"), std::string::npos);
  for (const char* text : {"auto:0", "auto:1", "auto:17"})
    EXPECT_NE(complaint(text).find("2 to 16"), std::string::npos);
  for (const char* text : {"auto:", "auto:x", "auto", "", "4:4"}) EXPECT_NE(complaint(text), "none") << text;
}

}  // namespace
}  // namespace lyap
