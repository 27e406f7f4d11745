#include "host/base/error.h"
#include "host/color/color_table.h"
#include "host/color/continuous_palette.h"
#include "host/compare/comparison.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/planted_exponents.h"
#include "tests/support/random_palette.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

// Sums of differences have the bits of a loop with operator+, wherever and in whatever parts they are made.

namespace lyap {
namespace {

constexpr double kTolerance = 1e-6;
constexpr std::int64_t kFirstPixel = 5'000'000'000;  // more than 32 bits hold

constexpr Precision kPrecisions[] = {Precision::kFloat, Precision::kDouble};

ExponentPairs unplaced(const PlantedPair& pair) {
  ExponentPairs pairs = pairs_of(pair, kTolerance);
  pairs.first_pixel = kFirstPixel;
  return pairs;
}

std::int64_t pixels_of(const PlantedPair& pair) {
  return std::int64_t{pair.left.size.width} * pair.left.size.height;
}

ExponentDifferences sum_of(DifferenceSum& sum, const PlantedPair& pair) {
  return sum.of_band(pair.left.whole(), pair.right.whole(), pixels_of(pair), unplaced(pair));
}

/// Calls `use` with pairs of all precisions, from one pixel to more than a GPU has threads.
template <class Use>
void for_each_pair(Use use) {
  Random random(1);
  for (const Precision left : kPrecisions) {
    for (const Precision right : kPrecisions) {
      for (const Size size : {Size{1, 1}, Size{2, 1}, Size{257, 3}, Size{799, 401}}) {
        SCOPED_TRACE(fmt::format("{} {}, {}x{}", name_of(left), name_of(right), size.width, size.height));
        use(random_pair(random, size, left, right));
      }
    }
  }
}

TEST(DifferenceSum, OnTheHostIsThatOfALoop) {
  Random random(2);
  const Palette palette = random_palette(random, 300);
  const ColorTable colors(entry_colors(palette), PixelFormat::kRgb24);
  const std::unique_ptr<DifferenceSum> on_host = sum_on_host(palette);
  for_each_pair([&](const PlantedPair& pair) {
    ExponentPairs pairs = unplaced(pair);
    pairs.left.values = pair.left.bytes.data();
    pairs.right.values = pair.right.bytes.data();
    pairs.palette = colors.view();
    ExponentDifferences expected = ExponentDifferences::none();
    for (std::int64_t pixel = 0; pixel < pixels_of(pair); ++pixel) expected = expected + compare_pixel(pairs, pixel);
    EXPECT_EQ(sum_of(*on_host, pair), expected);
    EXPECT_EQ(sum_of(*on_host, pair), expected) << "again";
  });
}

TEST(DifferenceSum, OnADeviceThatIsNotThereFails) {
  if (describe_backend("cuda").unavailable.empty()) GTEST_SKIP() << "there is one";
  EXPECT_THROW(sum_on_device({"black and white", {{0, 0, 0}, {255, 255, 255}}}, 0), Failure);
}

/// The name of the backend whose device sums up.
class DeviceDifferenceSum : public BackendTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override { require(GetParam()); }
};

TEST_P(DeviceDifferenceSum, IsThatOfTheHost) {
  Random random(3);
  const Palette palette = random_palette(random, 300);
  const std::unique_ptr<DifferenceSum> on_host = sum_on_host(palette);
  const std::unique_ptr<DifferenceSum> on_device = sum_on_device(palette, 0);
  for_each_pair([&](const PlantedPair& pair) {
    EXPECT_EQ(sum_of(*on_device, pair), sum_of(*on_host, pair));
    EXPECT_EQ(sum_of(*on_device, pair), sum_of(*on_host, pair)) << "again";
  });
}

TEST_P(DeviceDifferenceSum, OfNoSuchDeviceIsRefused) {
  EXPECT_THROW(sum_on_device({"black and white", {{0, 0, 0}, {255, 255, 255}}}, 1'000'000), InvalidInput);
}

INSTANTIATE_TEST_SUITE_P(Cuda, DeviceDifferenceSum, testing::Values("cuda"),
                         [](const auto& backend) { return test_name_of(backend.param); });

}  // namespace
}  // namespace lyap
