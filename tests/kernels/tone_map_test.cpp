#include "kernels/tone_map.h"

#include "kernels/cpu/row_kernels.h"
#include "kernels/scalar_lane.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/random.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

int index_of(float exponent, int entries, const ToneMap& tone_map = {}) {
  return palette_index<ScalarLane<float>>(tone_map, exponent, static_cast<float>(entries));
}

/// Half as steep as the default, three times as steep about λ = 0.25, and falling.
constexpr ToneMap kOtherMaps[] = {{0.5F * ToneMap::kScaleOfTanh, 0},
                                  {3 * ToneMap::kScaleOfTanh, -0.75F * ToneMap::kScaleOfTanh},
                                  {-ToneMap::kScaleOfTanh, 0.1F}};

class ToneMapTest : public testing::TestWithParam<int> {};

// The place s·K in the palette may be off by the stated error of s, 3e-7, and by the rounding of the division, half a
// unit in the last place of the result, at most 2^-24 of it. A place farther from a whole number than that has one
// index, and that is the index.
TEST_P(ToneMapTest, IndexIsTheExactOneUnlessThePlaceIsAtTheEdgeOfAnEntry) {
  const int entries = GetParam();
  const long double error = entries * (3e-7L + 0x1p-24L);
  constexpr int kSamples = 1 << 20;
  int at_edge = 0;
  for (int i = 0; i <= kSamples; ++i) {
    const float exponent = -20.0f + 40.0f * static_cast<float>(i) / kSamples;
    const long double place = entries * (1 + std::tanh(static_cast<long double>(exponent))) / 2;
    const auto lowest = static_cast<int>(std::floor(std::max(0.0L, place - error)));
    const auto highest = static_cast<int>(std::floor(place + error));
    const int index = index_of(exponent, entries);
    ASSERT_GE(index, std::min(lowest, entries - 1)) << exponent;
    ASSERT_LE(index, std::min(highest, entries - 1)) << exponent;
    at_edge += lowest == highest ? 0 : 1;
  }
  // Edges are 2·error wide on a scale where entries are 1 wide, and exponents beyond ±7 lie at the last edge, K.
  EXPECT_LT(at_edge, kSamples * (0.35 + 2 * static_cast<double>(error)));
}

// The same for maps that are not the default, whose places are those of the formula in ToneMap.
TEST_P(ToneMapTest, IndexUnderAnotherMapIsTheExactOneUnlessThePlaceIsAtTheEdgeOfAnEntry) {
  const int entries = GetParam();
  const long double error = entries * (3e-7L + 0x1p-24L);
  constexpr int kSamples = 1 << 17;
  for (const ToneMap& tone_map : kOtherMaps) {
    for (int i = 0; i <= kSamples; ++i) {
      const float exponent = -20.0f + 40.0f * static_cast<float>(i) / kSamples;
      const long double t = static_cast<long double>(tone_map.scale) * exponent + tone_map.offset;
      const long double place = entries / (1 + std::exp2(t));
      const auto lowest = static_cast<int>(std::floor(std::max(0.0L, place - error)));
      const auto highest = static_cast<int>(std::floor(place + error));
      const int index = index_of(exponent, entries, tone_map);
      ASSERT_GE(index, std::min(lowest, entries - 1)) << exponent << ", scale " << tone_map.scale;
      ASSERT_LE(index, std::min(highest, entries - 1)) << exponent << ", scale " << tone_map.scale;
    }
    const bool rises = tone_map.scale < 0;
    EXPECT_EQ(index_of(-kInfinity, entries, tone_map), rises ? 0 : entries - 1);
    EXPECT_EQ(index_of(kInfinity, entries, tone_map), rises ? entries - 1 : 0);
  }
}

TEST_P(ToneMapTest, InfiniteExponentsAreTheEndsOfThePalette) {
  const int entries = GetParam();
  EXPECT_EQ(index_of(-kInfinity, entries), 0);
  EXPECT_EQ(index_of(kInfinity, entries), entries - 1);
  EXPECT_EQ(index_of(std::numeric_limits<float>::lowest(), entries), 0);
  EXPECT_EQ(index_of(std::numeric_limits<float>::max(), entries), entries - 1);
}

TEST_P(ToneMapTest, ZeroExponentIsTheMiddleOfThePalette) {
  const int entries = GetParam();
  EXPECT_EQ(index_of(0.0f, entries), entries / 2);
  EXPECT_EQ(index_of(-0.0f, entries), entries / 2);
}

/// Floats around the exponent at which the palette goes from one entry to the next.
template <class Visit>
void visit_floats_around(float exponent, Visit visit) {
  constexpr int kNeighbours = 100;
  float at = exponent;
  for (int i = 0; i < kNeighbours; ++i) at = std::nextafter(at, -kInfinity);
  for (int i = 0; i <= 2 * kNeighbours; ++i, at = std::nextafter(at, kInfinity)) visit(at);
}

// No flicker at the edges of the palettes that exist, which have up to 510 entries. In the largest ones entries are so
// narrow (8e-6 of s for 65536) that the steps of exp2_bounded() between powers of two show here and there: 33 of
// 65535 edges are crossed more than once. The index then falls by one.
TEST_P(ToneMapTest, IndexNeverFallsWhileTheExponentRisesOverAnEdge) {
  const int entries = GetParam();
  const int fall = entries <= 510 ? 0 : 1;
  for (int edge = 1; edge < entries; ++edge) {
    const long double place = 2.0L * edge / entries - 1;
    int last = 0;
    visit_floats_around(static_cast<float>(std::atanh(place)), [&](float exponent) {
      const int index = index_of(exponent, entries);
      ASSERT_GE(index, last - fall) << "edge " << edge << " at " << exponent;
      last = std::max(last, index);
    });
  }
}

INSTANTIATE_TEST_SUITE_P(, ToneMapTest, testing::Values(2, 3, 256, 510, 65536),
                         [](const auto& entries) { return std::to_string(entries.param) + "_entries"; });

TEST(Exp2Bounded, HasTheStatedRelativeError) {
  constexpr int kSamples = 1 << 21;
  long double most = 0;
  for (int i = 0; i <= kSamples; ++i) {
    const float t = -126.0f + 252.0f * static_cast<float>(i) / kSamples;
    const long double exact = std::exp2(static_cast<long double>(t));
    most = std::max(most, std::fabs(exp2_bounded<ScalarLane<float>>(t) / exact - 1));
  }
  EXPECT_LE(most, 4e-7L);
}

TEST(Exp2Bounded, IsExactForWholeNumbers) {
  for (int t = -126; t <= 126; ++t) {
    EXPECT_EQ(exp2_bounded<ScalarLane<float>>(static_cast<float>(t)), std::ldexp(1.0f, t)) << t;
  }
}

/// palette_index() with t as a product alone, without an offset.
int index_by_product(float exponent, int entries) {
  using Lane = ScalarLane<float>;
  const float t = Lane::max(Lane::min(Lane::mul(exponent, -2.88539008f), 126.0f), -126.0f);
  const auto count = static_cast<float>(entries);
  return Lane::truncate(Lane::min(count / (1.0f + exp2_bounded<Lane>(t)), count - 1.0f));
}

// Every 1021st of all floats but NaN: adding an offset of 0 rounds nothing.
TEST(ToneMap, OfTheDefaultIsAPlainProductToTheBit) {
  for (std::uint64_t bits = 0; bits <= 0xff800000; bits += 1021) {
    const float exponent = ScalarLane<float>::from_bits(static_cast<std::uint32_t>(bits));
    if (std::isnan(exponent)) continue;
    ASSERT_EQ(index_of(exponent, 65536), index_by_product(exponent, 65536)) << exponent;
  }
}

TEST(ToneMap, IsAValueThatCanBeCompared) {
  EXPECT_EQ(ToneMap{}, (ToneMap{ToneMap::kScaleOfTanh, 0}));
  for (const ToneMap& other : kOtherMaps) EXPECT_NE(ToneMap{}, other);
}

const RowKernels* row_kernels_of(const std::string& backend) {
  if (backend == "cpu-scalar") return &scalar_row_kernels();
#if defined(__x86_64__)
  if (backend == "cpu-avx2") return &avx2_row_kernels();
  if (backend == "cpu-avx512") return &avx512_row_kernels();
#elif defined(__aarch64__)
  if (backend == "cpu-neon") return &neon_row_kernels();
#endif
  return nullptr;
}

class PaletteIndices : public BackendTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override { require(GetParam()); }
};

std::vector<float> exponents_of_all_sizes() {
  std::vector<float> exponents{0.0f, -0.0f, kInfinity, -kInfinity, 1e-45f, -1e-45f, 43.6f, 43.7f, -43.6f, -43.7f};
  Random random(5);
  for (int i = 0; i < 20'000; ++i) exponents.push_back(static_cast<float>(random.uniform(-10, 3)));
  for (int i = 0; i < 5000; ++i) exponents.push_back(static_cast<float>(random.uniform(-60, 60)));
  return exponents;
}

TEST_P(PaletteIndices, AreThoseOfTheScalarFunction) {
  const RowKernels& kernels = *row_kernels_of(GetParam());
  const std::vector<float> exponents = exponents_of_all_sizes();
  std::vector<std::uint16_t> indices(exponents.size());
  const auto count = static_cast<int>(exponents.size());
  for (const ToneMap& tone_map : {ToneMap{}, kOtherMaps[0], kOtherMaps[1], kOtherMaps[2]}) {
    for (const int entries : {1, 2, 256, 510, 65536}) {
      kernels.palette_indices_f32(tone_map, exponents.data(), count, entries, indices.data());
      for (std::size_t i = 0; i < exponents.size(); ++i) {
        ASSERT_EQ(indices[i], index_of(exponents[i], entries, tone_map)) << exponents[i] << " of " << entries;
      }
    }
  }
}

// A double exponent is rounded to float first.
TEST_P(PaletteIndices, OfDoublesAreThoseOfTheNearestFloats) {
  const RowKernels& kernels = *row_kernels_of(GetParam());
  std::vector<double> exponents;
  for (const float exponent : exponents_of_all_sizes()) exponents.push_back(exponent * (1 + 1e-12));
  exponents.insert(exponents.end(), {1e300, -1e300, 1e-300});
  std::vector<std::uint16_t> indices(exponents.size());
  kernels.palette_indices_f64({}, exponents.data(), static_cast<int>(exponents.size()), 510, indices.data());
  for (std::size_t i = 0; i < exponents.size(); ++i) {
    ASSERT_EQ(indices[i], index_of(static_cast<float>(exponents[i]), 510)) << exponents[i];
  }
}

// The batches of the row kernels are 64 pixels; what is behind the last pixel belongs to somebody else.
TEST_P(PaletteIndices, NothingIsWrittenBehindTheLastPixel) {
  const RowKernels& kernels = *row_kernels_of(GetParam());
  constexpr std::uint16_t kUntouched = 12'345;
  const std::vector<float> floats(200, 0.25f);
  const std::vector<double> doubles(200, 0.25);
  for (const int count : {0, 1, 7, 8, 15, 16, 17, 63, 64, 65, 127, 128, 129}) {
    std::vector<std::uint16_t> indices(200, kUntouched);
    kernels.palette_indices_f32({}, floats.data(), count, 256, indices.data());
    kernels.palette_indices_f64({}, doubles.data(), count, 256, indices.data());
    const auto written = std::ranges::count(indices, index_of(0.25f, 256));
    EXPECT_EQ(written, count);
    EXPECT_EQ(std::ranges::count(indices, kUntouched), 200 - count);
  }
}

INSTANTIATE_TEST_SUITE_P(, PaletteIndices, testing::Values("cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"),
                         [](const auto& backend) { return test_name_of(backend.param); });

}  // namespace
}  // namespace lyap
