#pragma once

#include "host/compare/exponent_source.h"
#include "kernels/exponent_difference.h"
#include "tests/support/random.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <ostream>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace lyap {

inline void PrintTo(const ExponentDifferences& told, std::ostream* out) {  // NOLINT(readability-identifier-naming)
  *out << fmt::format(
      "{} pixels, {} stable; {} differ, {} stable; first {}; {} beyond the tolerance; ulps {}; largest {}; squares "
      "{:x}; "
      "{} indices differ, {} stable; squares of colours {}",
      told.pixels, told.stable_pixels, told.differing, told.stable_differing, told.first, told.beyond_tolerance,
      fmt::join(told.ulps, " "), told.largest, fmt::join(told.squares.limbs, " "), told.indices_differing,
      told.stable_indices_differing, told.color_squares);
}

/// A plane of exponents that a test has made up.
struct PlantedPlane {
  Size size;
  Precision precision;
  std::vector<std::byte> bytes;

  ExponentBand whole() const { return {bytes}; }
  bool is_double() const { return precision == Precision::kDouble; }
  std::size_t bytes_per_row() const {
    return static_cast<std::size_t>(size.width) * (is_double() ? sizeof(double) : sizeof(float));
  }
};

template <class T>
PlantedPlane plane_of(Size size, const std::vector<T>& values) {
  const auto bytes = std::as_bytes(std::span(values));
  return {size, std::is_same_v<T, float> ? Precision::kFloat : Precision::kDouble, {bytes.begin(), bytes.end()}};
}

/// Gives a planted plane in bands, and checks that it is asked as ExponentSource says, and that it could work ahead:
/// when a band is waited for, the next one has been requested. Bands are overwritten as soon as they may be.
class PlantedSource : public ExponentSource {
 public:
  PlantedSource(const PlantedPlane& plane, int rows_per_band) : plane_(plane), rows_per_band_(rows_per_band) {}

  Size size() const override { return plane_.size; }
  Precision precision() const override { return plane_.precision; }
  int rows_per_band() const override { return rows_per_band_; }
  std::string code_path() const override { return fmt::format("planted in {} bands", given_); }

  void request(int count) override {
    EXPECT_GT(count, 0);
    EXPECT_LE(count, rows_per_band_);
    EXPECT_LT(requested_ - given_, 2) << "open requests";
    const std::size_t row_bytes = plane_.bytes_per_row();
    const auto begin = plane_.bytes.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(rows_) * row_bytes);
    bands_[requested_++ % 2].assign(begin,
                                    begin + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(count) * row_bytes));
    rows_ += count;
  }

  ExponentBand next() override {
    EXPECT_GT(requested_ - given_, rows_ < plane_.size.height ? 1 : 0) << "open requests";
    return {bands_[given_++ % 2]};
  }

 private:
  const PlantedPlane& plane_;
  int rows_per_band_;
  int rows_ = 0;
  int requested_ = 0;
  int given_ = 0;
  std::vector<std::byte> bands_[2];
};

/// An exponent where the tone map of 2 or 256 colours stays clear of a step, by more than its error and what
/// random_neighbour() adds.
template <class T>
T ordinary_exponent(Random& random) {
  constexpr double kClear = 0.01;
  while (true) {
    const T exponent = static_cast<T>(random.uniform(-2, 1.2));
    const double place = 128 * (1 + std::tanh(static_cast<double>(exponent)));
    if (std::abs(place - std::round(place)) > kClear) return exponent;
  }
}

/// An ordinary exponent, or now and then one of the ends and seams of T.
template <class T>
T random_exponent(Random& random) {
  using Limits = std::numeric_limits<T>;
  constexpr T kSpecial[] = {0, Limits::denorm_min(), Limits::max(), Limits::infinity()};
  if (random.between(0, 9) > 0) return ordinary_exponent<T>(random);
  const T special = kSpecial[random.between(0, 3)];
  return random.between(0, 1) == 0 ? special : -special;
}

/// `exponent`, or a number a few or some hundred steps away from it, or any other.
template <class T>
T random_neighbour(Random& random, T exponent) {
  constexpr int kSteps[] = {1, 2, 3, 4, 5, 16, 17, 256, 257};
  const int kind = random.between(0, 9);
  if (kind < 5) return exponent;
  if (kind < 7) return random_exponent<T>(random);
  const int steps = kSteps[random.between(0, 8)];
  for (int step = 0; step < steps; ++step) exponent = std::nextafter(exponent, T{0.5});
  return exponent;
}

struct PlantedPair {
  PlantedPlane left;
  PlantedPlane right;
};

/// Two planes, half of whose pixels are the same.
template <class Left, class Right>
PlantedPair random_pair(Random& random, Size size) {
  std::vector<Left> left;
  std::vector<Right> right;
  for (int pixel = 0; pixel < size.width * size.height; ++pixel) {
    left.push_back(random_exponent<Left>(random));
    right.push_back(random_neighbour(random, static_cast<Right>(left.back())));
  }
  return {plane_of(size, left), plane_of(size, right)};
}

inline PlantedPair random_pair(Random& random, Size size, Precision left, Precision right) {
  const bool double_left = left == Precision::kDouble;
  if (right == Precision::kDouble) {
    return double_left ? random_pair<double, double>(random, size) : random_pair<float, double>(random, size);
  }
  return double_left ? random_pair<double, float>(random, size) : random_pair<float, float>(random, size);
}

/// What is known of a pair's pixels, but for where they are and their colours.
inline ExponentPairs pairs_of(const PlantedPair& pair, double tolerance) {
  return {{nullptr, pair.left.is_double()}, {nullptr, pair.right.is_double()}, {}, tolerance, 0};
}

}  // namespace lyap
