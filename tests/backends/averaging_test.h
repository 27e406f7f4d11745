#pragma once

#include "tests/support/backend_under_test.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_average.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {

/// Pictures whose pixels are averages, on every backend in both precisions: the bytes of sums that are made here, tap
/// after tap, of samples that the function of a CUDA thread makes one by one.
class AveragingTest : public BackendTest, public testing::WithParamInterface<std::tuple<const char*, Precision>> {
 protected:
  void SetUp() override { require(std::get<0>(GetParam())); }

  RenderSpec small_spec(const char* sequence, const Sampling& sampling) const {
    RenderSpec spec = spec_of(sequence);
    spec.size = {38, 14};
    spec.iterations = 40;
    spec.precision = std::get<1>(GetParam());
    spec.sampling = sampling;
    return spec;
  }

  /// The picture in bands of so many rows.
  std::vector<std::uint8_t> picture(const std::shared_ptr<const Frame>& frame, int rows_of_band,
                                    const BackendOptions& options = {}) const {
    const std::unique_ptr<Backend> backend = backend_.create(options);
    std::vector<std::uint8_t> bytes;
    for (int row = 0; row < frame->size().height; row += rows_of_band) {
      backend->submit(0, frame, {row, std::min(rows_of_band, frame->size().height - row)});
      const Band band = backend->wait(0);
      const auto* first = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
      bytes.insert(bytes.end(), first, first + band.pixels.size());
      EXPECT_EQ(band.code_path, code_path_of(backend_.name));
    }
    return bytes;
  }

  std::vector<std::uint8_t> picture(const std::shared_ptr<const Frame>& frame) const {
    return picture(frame, frame->size().height);
  }
};

/// The palette indices of the means of exponents, for a frame with at most 256 colours.
inline std::vector<std::uint8_t> reference_exponent_averages(const Frame& frame, const Palette& palette) {
  std::vector<std::uint8_t> expected;
  std::optional<Centres> centres;
  if (frame.centres() != nullptr) centres.emplace(frame, colors_of(frame, palette));
  frame.plane().with_tables([&]<class T>(const ParameterPlane<T>&) {
    const auto [width, height] = frame.plane().grid().of_picture(frame.size());
    ColoringView coloring = frame.coloring_view();
    coloring.format = PixelFormat::kExponents;
    std::vector<std::vector<T>> samples;
    for (const Plane& plane : frame.sub_frames()) {
      samples.emplace_back(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
      const PixelTarget target{reinterpret_cast<std::uint8_t*>(samples.back().data()), 0, nullptr, nullptr};
      shade_one_by_one(plane, {width, 0, height, coloring, target});
    }
    for (int row = 0; row < frame.size().height; ++row) {
      for (int column = 0; column < frame.size().width; ++column) {
        if (centres && !centres->bend_at(column, row)) {
          expected.push_back(static_cast<std::uint8_t>(centres->index(column, row)));
          continue;
        }
        double sum = 0, total = 0;
        const auto add = [&](std::int64_t weight, T exponent) {
          // In units of 2^-20, cut, so that sums are exact.
          const double bounded = std::clamp(static_cast<double>(exponent), -64.0, 64.0);
          sum += static_cast<double>(weight) * std::trunc(bounded * (1 << 20));
          total += static_cast<double>(weight);
        };
        for (const std::vector<T>& of_sub_frame : samples) for_taps(frame, of_sub_frame, column, row, add);
        const auto mean = static_cast<float>(sum * (1 / total) / (1 << 20));
        const auto entries = static_cast<float>(palette.entries.size());
        expected.push_back(
            static_cast<std::uint8_t>(palette_index<ScalarLane<float>>(coloring.tone.map, mean, entries)));
      }
    }
  });
  return expected;
}

inline constexpr Precision kBothPrecisions[] = {Precision::kFloat, Precision::kDouble};

inline std::string averaging_test_name(const testing::TestParamInfo<std::tuple<const char*, Precision>>& info) {
  return test_name_of(std::get<0>(info.param)) + "_" + name_of(std::get<1>(info.param));
}

}  // namespace lyap
