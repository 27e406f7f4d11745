#include "host/backends/cpu/exponent_painter.h"

#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "host/color/continuous_palette.h"
#include "tests/support/random_palette.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

constexpr ToneMap kToneMaps[] = {{}, {2 * ToneMap::kScaleOfTanh, 0.5F}};

std::shared_ptr<const ColorTable> table_of(const Palette& palette, PixelFormat format) {
  return std::make_shared<const ColorTable>(entry_colors(palette), format);
}

/// Those that the painter makes of a palette with so many colours.
std::vector<PixelFormat> formats_for(int entries) {
  if (entries > static_cast<int>(kMaxIndexedColors)) return {PixelFormat::kRgb24};
  return {PixelFormat::kRgb24, PixelFormat::kIndexed8};
}

class ExponentPainterTest : public ::testing::TestWithParam<Precision> {
 protected:
  static RenderSpec with_precision(RenderSpec spec) {
    spec.precision = GetParam();
    return spec;
  }

  /// What a backend gives of a frame.
  std::vector<std::byte> rendered(const std::shared_ptr<const Frame>& frame) const {
    backend_->submit(0, frame, {0, frame->size().height});
    const std::span<const std::byte> pixels = backend_->wait(0).pixels;
    return {pixels.begin(), pixels.end()};
  }

  std::vector<std::byte> exponents_of(const RenderSpec& spec) const {
    return rendered(std::make_shared<const Frame>(with_precision(spec)));
  }

  std::vector<std::byte> colored(const RenderSpec& spec, const Coloring& coloring) const {
    return rendered(std::make_shared<const Frame>(with_precision(spec), coloring));
  }

  void expect_same_pixels(const RenderSpec& spec, const Palette& palette) const {
    const std::vector<std::byte> exponents = exponents_of(spec);
    for (const PixelFormat format : formats_for(static_cast<int>(palette.entries.size()))) {
      for (const ToneMap& tone_map : kToneMaps) {
        const Coloring coloring{table_of(palette, format), Quantity::kExponent, {tone_map}};
        ExponentPainter painter(coloring, GetParam());
        EXPECT_TRUE(std::ranges::equal(painter.paint(exponents), colored(spec, coloring))) << spec_text(spec);
      }
    }
  }

  const std::unique_ptr<Backend> backend_ = find_backend("cpu").create({});
};

TEST_P(ExponentPainterTest, MakesTheBytesThatBackendsMake) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const RenderSpec spec = random_spec(random, 50'000);
    for (const int entries : {1, 2, 256, 510}) expect_same_pixels(spec, random_palette(random, entries));
  }
}

TEST_P(ExponentPainterTest, MakesOfPeriodsTheBytesThatBackendsMake) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const RenderSpec spec = with_precision(random_spec(random, 200'000));
    const auto frame = std::make_shared<const Frame>(spec, Beside::kPeriods);
    backend_->submit(0, frame, {0, spec.size.height});
    const std::span<const std::uint32_t> given = backend_->wait(0).periods;
    const std::vector<std::uint32_t> periods(given.begin(), given.end());
    for (const int entries : {1, 2, 256, 510}) {
      const Palette palette = random_palette(random, entries);
      for (const PixelFormat format : formats_for(entries)) {
        const Coloring coloring{table_of(palette, format), Quantity::kPeriod};
        ExponentPainter painter(coloring, GetParam());
        const auto painted = painter.paint_periods(periods, frame->plane().sequence_period());
        EXPECT_TRUE(std::ranges::equal(painted, colored(spec, coloring))) << spec_text(spec);
      }
    }
  }
}

// More pixels than a thread takes at a time, and no whole number of them.
TEST_P(ExponentPainterTest, ThreadsDivideLongRunsWithoutASeam) {
  RenderSpec spec = spec_of("AABAB");
  spec.iterations = 30;
  Random random(1);
  for (const Size size : {Size{331, 257}, Size{4096, 3}, Size{4097, 1}}) {
    spec.size = size;
    expect_same_pixels(spec, random_palette(random, 510));
    expect_same_pixels(spec, random_palette(random, 256));
  }
}

TEST_P(ExponentPainterTest, PaintsBandAfterBand) {
  RenderSpec spec = spec_of("AB");
  spec.size = {50, 40};
  Random random(2);
  const Coloring coloring{table_of(random_palette(random, 510), PixelFormat::kRgb24)};
  const std::vector<std::byte> exponents = exponents_of(spec);
  ExponentPainter painter(coloring, GetParam());
  std::vector<std::byte> pixels;
  for (const std::size_t share : {8U, 2U, 1U}) {
    pixels.clear();
    const std::size_t band = exponents.size() / share;
    for (std::size_t at = 0; at < exponents.size(); at += band) {
      const auto painted = painter.paint(std::span(exponents).subspan(at, band));
      pixels.insert(pixels.end(), painted.begin(), painted.end());
    }
    EXPECT_EQ(pixels, colored(spec, coloring)) << share << " bands";
  }
}

INSTANTIATE_TEST_SUITE_P(Of, ExponentPainterTest, testing::Values(Precision::kFloat, Precision::kDouble),
                         [](const auto& test) { return std::string(name_of(test.param)); });

TEST(ExponentPainter, PlanarFormatsAreRefused) {
  for (const PixelFormat format :
       {PixelFormat::kYuv444p, PixelFormat::kYuv420p, PixelFormat::kYuv420p10, PixelFormat::kRgb48}) {
    EXPECT_THROW(ExponentPainter({table_of(two_colors(), format)}, Precision::kFloat), InvalidInput);
  }
}

TEST(ExponentPainter, PaintsWhatItsColoringShowsAndNothingElse) {
  const auto colors = table_of(two_colors(), PixelFormat::kRgb24);
  const std::vector<float> exponents{-1, 1};
  const std::vector<std::uint32_t> periods{2, 0};
  ExponentPainter of_exponents({colors}, Precision::kFloat);
  EXPECT_EQ(of_exponents.paint(std::as_bytes(std::span(exponents))).size(), 6U);
  EXPECT_THROW(of_exponents.paint_periods(periods, 2), InvalidInput);
  ExponentPainter of_periods({colors, Quantity::kPeriod}, Precision::kFloat);
  EXPECT_EQ(of_periods.paint_periods(periods, 2).size(), 6U);
  EXPECT_THROW(of_periods.paint(std::as_bytes(std::span(exponents))), InvalidInput);
}

}  // namespace
}  // namespace lyap
