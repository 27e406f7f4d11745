#include "host/compute/parameter_plane.h"
#include "tests/kernels/oracle.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/computed_rows.h"
#include "tests/support/random_spec.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <tuple>
#include <utility>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// What a pixel is depends on its rates alone: not on the block, the lane, the band or the thread that computes it, and
/// not on when the orbits beside it close. On every backend in both precisions.
class PixelIndependence : public BackendTest, public testing::WithParamInterface<std::tuple<const char*, Precision>> {
 protected:
  void SetUp() override { require(std::get<0>(GetParam())); }

  /// Calls `test` with a number of the precision under test.
  template <class Test>
  static void in_precision(Test test) {
    if (std::get<1>(GetParam()) == Precision::kFloat) return test(0.0f);
    test(0.0);
  }

  template <class T>
  ComputedRows<T> picture(const RenderSpec& spec, const BackendOptions& options = {}) const {
    return computed_rows<T>(spec, {0, spec.size.height}, 1, backend_.name, options);
  }

  /// Expects of each pixel of `part` the bits that the whole picture has `first_column` and `first_row` further on.
  template <class T>
  static void expect_part(const ComputedRows<T>& whole, int width, const ComputedRows<T>& part, int part_width,
                          int first_column, int first_row) {
    for (std::size_t i = 0; i < part.exponents.size(); ++i) {
      const int column = first_column + static_cast<int>(i) % part_width;
      const int row = first_row + static_cast<int>(i) / part_width;
      const auto pixel =
          static_cast<std::size_t>(row) * static_cast<std::size_t>(width) + static_cast<std::size_t>(column);
      ASSERT_EQ(part.exponents[i], whole.exponents[pixel]) << "column " << column << ", row " << row;
      ASSERT_EQ(part.periods[i], whole.periods[pixel]) << "column " << column << ", row " << row;
    }
  }
};

/// Orbits that close soon, late and never, side by side.
RenderSpec busy_spec(const char* letters) {
  RenderSpec spec = spec_of(letters);
  spec.size = {71, 39};
  spec.iterations = 1500;
  return spec;
}

TEST_P(PixelIndependence, OfTheBandsThatAPictureIsComputedIn) {
  in_precision([&]<class T>(T) {
    const RenderSpec spec = busy_spec("AABAB");
    const ComputedRows<T> whole = picture<T>(spec);
    for (int rows = 1; rows <= 13; ++rows) {
      for (int first = 0; first < spec.size.height; first += rows) {
        const Rows band{first, std::min(rows, spec.size.height - first)};
        const auto part = computed_rows<T>(spec, band, 1, backend_.name, {.slots = 1, .threads = 1 + rows % 4});
        SCOPED_TRACE(fmt::format("rows {} to {}", first, first + band.count - 1));
        expect_part(whole, spec.size.width, part, spec.size.width, 0, first);
        ASSERT_FALSE(HasFatalFailure());
      }
    }
  });
}

// Rates 2 + i/32 are exact, so that a picture of any rectangle of the picture has the same.
TEST_P(PixelIndependence, OfThePictureAroundIt) {
  in_precision([&]<class T>(T) {
    RenderSpec spec = busy_spec("AB");
    spec.size = {65, 65};
    const ComputedRows<T> whole = picture<T>(spec);
    Random random(8);
    for (int i = 0; i < 60; ++i) {
      const int left = random.between(0, 63);
      const int top = random.between(0, 63);
      RenderSpec part = spec;
      part.size = {random.between(2, 65 - left), random.between(2, 65 - top)};
      part.horizontal.range = {2 + left / 32.0, 2 + (left + part.size.width - 1) / 32.0};
      part.vertical.range = {4 - (top + part.size.height - 1) / 32.0, 4 - top / 32.0};
      SCOPED_TRACE(spec_text(part));
      expect_part(whole, 65, picture<T>(part), part.size.width, left, top);
      ASSERT_FALSE(HasFatalFailure());
    }
  });
}

/// The largest number that is added to an exponent of the picture.
template <class T>
double largest_offset(const RenderSpec& spec) {
  const ParameterPlane<T> plane(spec);
  double largest = 0;
  for (const T offset : plane.columns().offsets) largest = std::max(largest, std::fabs(static_cast<double>(offset)));
  for (const T offset : plane.rows().offsets) largest = std::max(largest, std::fabs(static_cast<double>(offset)));
  return largest;
}

// A picture of one pixel has the rate at the start of its axes. Or its letters are constants: what is added to the
// exponent in the end is then rounded otherwise, up to four times by half a unit of the largest number there. In both
// the form is that of the whole picture, but where only that has pixels which come near 0.
TEST_P(PixelIndependence, OfAnyOtherPixel) {
  in_precision([&]<class T>(T) {
    int compared = 0;
    for (std::uint64_t seed = 7000; seed < 7060; ++seed) {
      Random random(seed);
      RenderSpec spec = random_spec(random, 100'000);
      spec.brute_force = seed % 5 == 0;
      const ComputedRows<T> whole = picture<T>(spec);
      for (int i = 0; i < 8; ++i) {
        const int column = random.between(0, spec.size.width - 1);
        const int row = random.between(0, spec.size.height - 1);
        const auto [h, v] = std::pair{spec.horizontal, spec.vertical};
        const double across = rate_between(h.range.min, h.range.max, column, spec.size.width);
        const double down = rate_between(v.range.max, v.range.min, row, spec.size.height);
        RenderSpec single = spec;
        single.size = {1, 1};
        single.horizontal.range = {across, across + 1};
        single.vertical.range = {down - 1, down};
        RenderSpec constant = spec;
        constant.size = {1, 1};
        for (const char letter : spec.sequence.distinct()) {
          if (letter == h.letter) constant.constants[letter] = across;
          if (letter == v.letter) constant.constants[letter] = down;
        }
        constant.horizontal.letter = 'Y';
        constant.vertical.letter = 'Z';
        SCOPED_TRACE(fmt::format("seed {}, column {}, row {}: {}", seed, column, row, spec_text(spec)));
        if (choose_form(single, kPrecisionOf<T>) == choose_form(spec, kPrecisionOf<T>)) {
          expect_part(whole, spec.size.width, picture<T>(single), 1, column, row);
          ASSERT_FALSE(HasFatalFailure());
          ++compared;
        }
        if (choose_form(constant, kPrecisionOf<T>) == choose_form(spec, kPrecisionOf<T>)) {
          const T exponent = whole.exponents[static_cast<std::size_t>(row) * static_cast<std::size_t>(spec.size.width) +
                                             static_cast<std::size_t>(column)];
          const T other = picture<T>(constant).exponents[0];
          const double unit = std::numeric_limits<T>::epsilon();
          const double rounding =
              2 * unit * (std::fabs(exponent) + largest_offset<T>(spec) + largest_offset<T>(constant));
          ASSERT_TRUE(other == exponent || std::fabs(static_cast<double>(other) - exponent) <= rounding)
              << other << " instead of " << exponent;
          ++compared;
        }
      }
    }
    EXPECT_GT(compared, 500);
  });
}

std::string name_of_test(const testing::TestParamInfo<PixelIndependence::ParamType>& info) {
  return test_name_of(std::get<0>(info.param)) + "_" + name_of(std::get<1>(info.param));
}

INSTANTIATE_TEST_SUITE_P(Cpu, PixelIndependence,
                         testing::Combine(testing::Values("cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"),
                                          testing::Values(Precision::kFloat, Precision::kDouble)),
                         name_of_test);

INSTANTIATE_TEST_SUITE_P(Cuda, PixelIndependence,
                         testing::Combine(testing::Values("cuda"),
                                          testing::Values(Precision::kFloat, Precision::kDouble)),
                         name_of_test);

}  // namespace
}  // namespace lyap
