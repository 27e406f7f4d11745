#include "kernels/cpu/row_kernels.h"

#include "kernels/scalar_lane.h"
#include "kernels/tone_map.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

// The row kernels of this architecture without the backends around them, which need libraries of this architecture.

namespace lyap {
namespace {

/// The row kernels of an instruction set, whose code calls itself `name`.
struct Code {
  const char* name;
  const RowKernels& (*kernels)();

  auto exponents(float) const { return kernels().exponents_f32; }
  auto exponents(double) const { return kernels().exponents_f64; }
  int lanes(float) const { return kernels().lanes_f32; }
  int lanes(double) const { return kernels().lanes_f64; }
};

class RowKernelsTest : public testing::TestWithParam<std::tuple<Code, Precision>> {
 protected:
  static Code code() { return std::get<0>(GetParam()); }
  static Precision precision() { return std::get<1>(GetParam()); }

  static Frame frame_of(RenderSpec spec) {
    spec.precision = precision();
    return Frame(spec);
  }

  /// The exponents and periods of a picture, computed in pieces of `columns` columns and the rows of a block.
  static ReferencePicture picture_of(const Frame& frame, int columns) {
    const Size size = frame.size();
    const auto width = static_cast<std::size_t>(size.width);
    ReferencePicture picture{std::vector<std::uint8_t>(frame.bytes_of_rows(size.height)),
                             std::vector<std::uint32_t>(width * static_cast<std::size_t>(size.height))};
    frame.plane().with_tables([&]<class T>(const ParameterPlane<T>& plane) {
      const int block_rows = code().kernels().block_rows;
      const int lanes = code().lanes(T{});
      const auto stride = static_cast<std::size_t>(padded_columns(columns, lanes));
      std::vector<T> scratch(static_cast<std::size_t>(scratch_rows(plane.view()) * block_rows * lanes));
      std::vector<T> exponents(static_cast<std::size_t>(block_rows) * stride);
      std::vector<std::uint32_t> periods(exponents.size());
      for (int row = 0; row < size.height; row += block_rows) {
        for (int column = 0; column < size.width; column += columns) {
          const PixelRows rows{row, std::min(block_rows, size.height - row), column,
                               std::min(columns, size.width - column)};
          const RowsComputed computed =
              code().exponents(T{})(plane.view(), rows, scratch.data(), exponents.data(), periods.data());
          EXPECT_STREQ(computed.code_path, code().name);
          const auto row_stride = static_cast<std::size_t>(padded_columns(rows.columns, lanes));
          for (int r = 0; r < rows.count; ++r) {
            const std::size_t pixel = static_cast<std::size_t>(row + r) * width + static_cast<std::size_t>(column);
            const std::size_t from = static_cast<std::size_t>(r) * row_stride;
            const auto count = static_cast<std::size_t>(rows.columns);
            std::memcpy(&picture.pixels[pixel * sizeof(T)], &exponents[from], count * sizeof(T));
            std::copy_n(&periods[from], count, &picture.periods[pixel]);
          }
        }
      }
    });
    return picture;
  }

  static void expect_reference(const RenderSpec& spec) {
    const Frame frame = frame_of(spec);
    const ReferencePicture expected = reference_picture(frame);
    const ReferencePicture actual = picture_of(frame, spec.size.width);
    EXPECT_TRUE(same_pixels(frame, expected.pixels, actual.pixels)) << spec_text(spec);
    EXPECT_EQ(actual.periods, expected.periods) << spec_text(spec);
  }
};

TEST_P(RowKernelsTest, ExponentsOfRandomPicturesHaveTheBitsOfTheReference) {
  constexpr std::uint64_t kSpecs = 300;
  constexpr std::int64_t kSteps = 50'000;
  for (std::uint64_t seed = 0; seed < kSpecs && !HasFailure(); ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Random random(seed);
    RenderSpec spec = random_spec(random, kSteps);
    spec.brute_force = seed % 3 == 0;
    expect_reference(spec);
  }
}

TEST_P(RowKernelsTest, LongestSequenceOfAllLettersHasTheBitsOfTheReference) {
  Random random(26);
  RenderSpec spec = longest_spec(random);
  for (const std::int64_t iterations : {40, 1000, 5000}) {
    spec.iterations = iterations;
    spec.transient = iterations / 3;
    expect_reference(spec);
  }
}

TEST_P(RowKernelsTest, SmallestSumsHaveTheBitsOfTheReference) {
  RenderSpec spec = spec_of("AABAB");
  spec.size = {101, 3};
  for (const std::int64_t iterations : {2, 3, 15, 16, 17, 33, 34}) {
    for (const std::int64_t transient : {0, 1, 14, 15, 32, 33}) {
      spec.iterations = iterations;
      spec.transient = transient;
      expect_reference(spec);
    }
  }
}

// Rates from -8 to 8 have orbits that escape, and a column and a row of rate 0. Where the rate is 2, an orbit from 0.5
// stays there, the zero of the derivative.
TEST_P(RowKernelsTest, InfiniteExponentsHaveTheBitsOfTheReference) {
  RenderSpec spec = spec_of("AB");
  spec.size = {129, 129};
  spec.horizontal.range = {-8, 8};
  spec.vertical.range = {-8, 8};
  expect_reference(spec);
  const Frame frame = frame_of(spec);
  frame.plane().with_tables([&]<class T>(const ParameterPlane<T>&) {
    const std::vector<T> exponents = exponents_of<T>(spec);
    constexpr T kInfinity = std::numeric_limits<T>::infinity();
    EXPECT_GE(std::ranges::count(exponents, kInfinity), 1000);
    EXPECT_GE(std::ranges::count(exponents, -kInfinity), 129 + 129);
    EXPECT_GE(std::ranges::count_if(exponents, [](T exponent) { return std::isfinite(exponent); }), 1000);
  });
}

TEST_P(RowKernelsTest, ExponentsDoNotDependOnSegments) {
  RenderSpec spec = spec_of("BBBBBBAAAAAA");
  spec.size = {333, 2};
  const Frame frame = frame_of(spec);
  const ReferencePicture expected = reference_picture(frame);
  for (const int segment : {1, 7, 11, 12, 13, 23, 24, 25, 64, 332}) {
    const ReferencePicture actual = picture_of(frame, segment);
    EXPECT_TRUE(same_pixels(frame, expected.pixels, actual.pixels)) << "segments of " << segment;
    EXPECT_EQ(actual.periods, expected.periods) << "segments of " << segment;
  }
}

TEST_P(RowKernelsTest, PaletteIndicesAreThoseOfTheScalarFunction) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  std::vector<double> exponents{0, -0.0, kInfinity, -kInfinity, 1e-45, -1e-45, 1e300, -1e300, 43.6, 43.7, -43.6, -43.7};
  Random random(5);
  for (int i = 0; i < 20'000; ++i) exponents.push_back(random.uniform(-10, 3));
  for (int i = 0; i < 5'000; ++i) exponents.push_back(random.uniform(-60, 60));
  const std::vector<float> rounded(exponents.begin(), exponents.end());
  const int count = static_cast<int>(exponents.size());
  for (const int entries : {1, 2, 256, 510, 65536}) {
    std::vector<std::uint16_t> indices(exponents.size());
    if (precision() == Precision::kFloat) {
      code().kernels().palette_indices_f32(ToneMap{}, rounded.data(), count, entries, indices.data());
    } else {
      code().kernels().palette_indices_f64(ToneMap{}, exponents.data(), count, entries, indices.data());
    }
    for (std::size_t i = 0; i < exponents.size(); ++i) {
      ASSERT_EQ(indices[i], palette_index<ScalarLane<float>>(ToneMap{}, rounded[i], static_cast<float>(entries)))
          << exponents[i] << " of " << entries;
    }
  }
}

std::string name_of_test(const testing::TestParamInfo<RowKernelsTest::ParamType>& info) {
  return fmt::format("{}_{}", std::get<0>(info.param).name, name_of(std::get<1>(info.param)));
}

INSTANTIATE_TEST_SUITE_P(, RowKernelsTest,
                         testing::Combine(testing::Values(Code{"NEON", neon_row_kernels},
                                                          Code{"scalar", scalar_row_kernels}),
                                          testing::Values(Precision::kFloat, Precision::kDouble)),
                         name_of_test);

}  // namespace
}  // namespace lyap
