#include "host/base/error.h"
#include "host/compare/comparison.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

std::shared_ptr<const Frame> exponents_frame(Size size, Precision precision) {
  RenderSpec spec = spec_of("AABAB");
  spec.size = size;
  spec.iterations = 25;
  spec.precision = precision;
  return std::make_shared<const Frame>(spec);
}

/// A backend whose exponents are the number of their row. It checks that slots are submitted when they are free and
/// waited for when they are not.
class RowExponents : public Backend {
 public:
  std::string device() const override { return "no device"; }
  int rows_per_band(const Frame&) const override { return 3; }

  void submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop) override {
    stops.push_back(std::move(stop));
    EXPECT_FALSE(busy_.at(slot)) << "slot " << slot;
    busy_[slot] = true;
    std::vector<float>& values = values_[slot];
    values.clear();
    for (int row = rows.first; row < rows.first + rows.count; ++row) {
      values.insert(values.end(), static_cast<std::size_t>(frame->size().width), static_cast<float>(row));
    }
  }

  Band wait(std::size_t slot) override {
    EXPECT_TRUE(busy_.at(slot)) << "slot " << slot;
    busy_[slot] = false;
    if (fails) throw Failure("the device is gone");
    return {.pixels = std::as_bytes(std::span(values_[slot])), .code_path = "row numbers", .on_device = device_bytes};
  }

  bool is_idle() const {
    return std::ranges::none_of(busy_, [](bool busy) { return busy; });
  }

  bool fails = false;
  /// Of all that was submitted.
  std::vector<std::stop_token> stops;
  const std::byte* device_bytes = nullptr;

 private:
  std::array<bool, 2> busy_{};
  std::array<std::vector<float>, 2> values_;
};

float first_value(const ExponentBand& band) {
  float value = 0;
  std::memcpy(&value, band.values.data(), sizeof value);
  return value;
}

TEST(ComputedExponents, AreGivenFromTopToBottomInBandsAsRequested) {
  RowExponents backend;
  const std::unique_ptr<ExponentSource> source =
      compute_exponents(backend, exponents_frame({4, 10}, Precision::kFloat));
  EXPECT_EQ(source->size(), (Size{4, 10}));
  EXPECT_EQ(source->precision(), Precision::kFloat);
  EXPECT_EQ(source->rows_per_band(), 3);
  source->request(1);
  source->request(3);
  const ExponentBand first = source->next();
  EXPECT_EQ(first.values.size(), 4 * sizeof(float));
  const ExponentBand second = source->next();
  EXPECT_EQ(first_value(first), 0) << "valid until the second request after it";
  EXPECT_EQ(second.values.size(), 12 * sizeof(float));
  EXPECT_EQ(first_value(second), 1);
  source->request(6);
  EXPECT_EQ(first_value(second), 1) << "valid until the second request after it";
  EXPECT_EQ(first_value(source->next()), 4);
  EXPECT_EQ(source->code_path(), "row numbers");
}

TEST(ComputedExponents, StayOnTheDeviceToo) {
  RowExponents backend;
  const std::byte device_memory{};
  const std::unique_ptr<ExponentSource> source = compute_exponents(backend, exponents_frame({4, 9}, Precision::kFloat));
  source->request(1);
  source->request(1);
  EXPECT_EQ(source->next().on_device, nullptr);
  backend.device_bytes = &device_memory;
  EXPECT_EQ(source->next().on_device, &device_memory);
}

TEST(ComputedExponents, LeaveTheBackendIdleWhenNobodyWantsThemAnyMore) {
  for (const bool fails : {false, true}) {
    RowExponents backend;
    backend.fails = fails;
    {
      const std::unique_ptr<ExponentSource> source =
          compute_exponents(backend, exponents_frame({4, 9}, Precision::kFloat));
      source->request(3);
      source->request(3);
    }
    EXPECT_TRUE(backend.is_idle());
  }
}

TEST(ComputedExponents, OfAStoppedPictureAreGivenUpAndThoseOfTheNextAreNot) {
  RowExponents backend;
  std::stop_source stop;
  {
    const auto source = compute_exponents(backend, exponents_frame({4, 9}, Precision::kFloat), stop.get_token());
    source->request(3);
    source->request(3);
    stop.request_stop();
    EXPECT_TRUE(backend.stops.at(0).stop_requested());
    EXPECT_TRUE(backend.stops.at(1).stop_requested());
    EXPECT_THROW(source->next(), Interrupted) << "the band may be incomplete";
  }
  EXPECT_TRUE(backend.is_idle());
  const auto source = compute_exponents(backend, exponents_frame({4, 9}, Precision::kFloat));
  source->request(3);
  EXPECT_FALSE(backend.stops.at(2).stop_requested());
  EXPECT_EQ(first_value(source->next()), 0);
}

/// Every backend in both precisions, compared with the scalar one.
class BackendComparison : public BackendTest, public testing::WithParamInterface<std::tuple<const char*, Precision>> {
 protected:
  void SetUp() override { require(std::get<0>(GetParam())); }

  // A band of the scalar backend has 131072 pixels.
  void expect_identical(DifferenceSum& sum) const {
    const auto frame = exponents_frame({601, 603}, std::get<1>(GetParam()));
    const std::unique_ptr<Backend> left = backend_.create({.slots = 2});
    const std::unique_ptr<Backend> right = describe_backend("cpu-scalar").create({.slots = 2});
    int bands = 0;
    const auto count = [&](const ExponentBand&, const ExponentBand&, int) { ++bands; };
    const Comparison comparison =
        compare_exponents(*compute_exponents(*left, frame), *compute_exponents(*right, frame), sum, 0, {count, {}});
    EXPECT_TRUE(comparison.identical());
    EXPECT_EQ(comparison.differences.pixels, 601U * 603U);
    EXPECT_EQ(comparison.rms(), 0);
    EXPECT_EQ(comparison.left_code_path, code_path_of(backend_.name));
    EXPECT_EQ(comparison.right_code_path, "scalar");
    EXPECT_GT(bands, 1);
  }
};

TEST_P(BackendComparison, WithTheScalarOneFindsNothing) {
  expect_identical(*sum_on_host(two_colors()));
}

TEST_P(BackendComparison, OfAnotherPictureIsSeen) {
  RenderSpec spec = spec_of("AABAB");
  spec.size = {40, 30};
  spec.precision = std::get<1>(GetParam());
  const auto frame = std::make_shared<const Frame>(spec);
  spec.iterations += 1;
  const auto other = std::make_shared<const Frame>(spec);
  const std::unique_ptr<Backend> left = backend_.create({.slots = 2});
  const std::unique_ptr<Backend> right = describe_backend("cpu-scalar").create({.slots = 2});
  EXPECT_FALSE(compare_exponents(*compute_exponents(*left, frame), *compute_exponents(*right, other),
                                 *sum_on_host(two_colors()), 0, {})
                   .identical());
}

constexpr auto kPrecisions = {Precision::kFloat, Precision::kDouble};

std::string name_of_test(const testing::TestParamInfo<BackendComparison::ParamType>& info) {
  return test_name_of(std::get<0>(info.param)) + "_" + name_of(std::get<1>(info.param));
}

INSTANTIATE_TEST_SUITE_P(Cpu, BackendComparison,
                         testing::Combine(testing::Values("cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"),
                                          testing::ValuesIn(kPrecisions)),
                         name_of_test);

INSTANTIATE_TEST_SUITE_P(Cuda, BackendComparison,
                         testing::Combine(testing::Values("cuda"), testing::ValuesIn(kPrecisions)), name_of_test);

/// Where exponents are compared in the memory of the GPU that has computed them.
class DeviceComparison : public BackendComparison {};

TEST_P(DeviceComparison, WithTheScalarBackendFindsNothing) {
  expect_identical(*sum_on_device(two_colors(), 0));
}

INSTANTIATE_TEST_SUITE_P(Cuda, DeviceComparison,
                         testing::Combine(testing::Values("cuda"), testing::ValuesIn(kPrecisions)), name_of_test);

}  // namespace
}  // namespace lyap
