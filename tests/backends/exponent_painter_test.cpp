#include "host/backends/cpu/exponent_painter.h"

#include "host/backends/backend_registry.h"
#include "host/base/error.h"
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

class ExponentPainterTest : public ::testing::TestWithParam<Precision> {
 protected:
  /// The pixels that a backend gives of a picture.
  std::vector<std::byte> rendered(RenderSpec spec, const std::shared_ptr<const ColorTable>& colors) const {
    spec.precision = GetParam();
    const auto frame = std::make_shared<const Frame>(spec, colors);
    backend_->submit(0, frame, {0, spec.size.height});
    const std::span<const std::byte> pixels = backend_->wait(0).pixels;
    return {pixels.begin(), pixels.end()};
  }

  void expect_same_pixels(const RenderSpec& spec, const Palette& palette, PixelFormat format) const {
    const auto colors = std::make_shared<const ColorTable>(palette, format);
    const auto no_colors = std::make_shared<const ColorTable>(palette, PixelFormat::kExponents);
    const std::vector<std::byte> exponents = rendered(spec, no_colors);
    ExponentPainter painter(colors, GetParam());
    EXPECT_TRUE(std::ranges::equal(painter.paint(exponents), rendered(spec, colors))) << spec_text(spec);
  }

  const std::unique_ptr<Backend> backend_ = find_backend("cpu").create({});
};

TEST_P(ExponentPainterTest, MakesTheBytesThatBackendsMake) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const RenderSpec spec = random_spec(random, 50'000);
    for (const int entries : {1, 2, 256, 510}) {
      const Palette palette = random_palette(random, entries);
      expect_same_pixels(spec, palette, PixelFormat::kRgb24);
      if (entries <= 256) expect_same_pixels(spec, palette, PixelFormat::kIndexed8);
    }
  }
}

TEST_P(ExponentPainterTest, MakesOfPeriodsTheBytesThatBackendsMake) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    RenderSpec spec = random_spec(random, 200'000);
    spec.shown = Quantity::kPeriod;
    spec.precision = GetParam();
    const auto frame = std::make_shared<const Frame>(spec, two_colors(), PixelFormat::kExponents, true);
    backend_->submit(0, frame, {0, spec.size.height});
    const std::span<const std::uint32_t> given = backend_->wait(0).periods;
    const std::vector<std::uint32_t> periods(given.begin(), given.end());
    for (const int entries : {1, 2, 256, 510}) {
      const PixelFormat format = entries <= 256 ? PixelFormat::kIndexed8 : PixelFormat::kRgb24;
      const auto colors = std::make_shared<const ColorTable>(random_palette(random, entries), format);
      ExponentPainter painter(colors, GetParam());
      EXPECT_TRUE(std::ranges::equal(painter.paint_periods(periods, frame->sequence_period()), rendered(spec, colors)))
          << spec_text(spec);
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
    expect_same_pixels(spec, random_palette(random, 510), PixelFormat::kRgb24);
    expect_same_pixels(spec, random_palette(random, 256), PixelFormat::kIndexed8);
  }
}

TEST_P(ExponentPainterTest, PaintsBandAfterBand) {
  RenderSpec spec = spec_of("AB");
  spec.size = {50, 40};
  Random random(2);
  const auto colors = std::make_shared<const ColorTable>(random_palette(random, 510), PixelFormat::kRgb24);
  const auto no_colors = std::make_shared<const ColorTable>(two_colors(), PixelFormat::kExponents);
  const std::vector<std::byte> exponents = rendered(spec, no_colors);
  ExponentPainter painter(colors, GetParam());
  std::vector<std::byte> pixels;
  for (const std::size_t share : {8U, 2U, 1U}) {
    pixels.clear();
    const std::size_t band = exponents.size() / share;
    for (std::size_t at = 0; at < exponents.size(); at += band) {
      const auto painted = painter.paint(std::span(exponents).subspan(at, band));
      pixels.insert(pixels.end(), painted.begin(), painted.end());
    }
    EXPECT_EQ(pixels, rendered(spec, colors)) << share << " bands";
  }
}

INSTANTIATE_TEST_SUITE_P(Of, ExponentPainterTest, testing::Values(Precision::kFloat, Precision::kDouble),
                         [](const auto& test) { return std::string(name_of(test.param)); });

TEST(ExponentPainter, OtherFormatsAreRefused) {
  for (const PixelFormat format : {PixelFormat::kExponents, PixelFormat::kYuv444p, PixelFormat::kYuv420p}) {
    const auto colors = std::make_shared<const ColorTable>(two_colors(), format);
    EXPECT_THROW(ExponentPainter(colors, Precision::kFloat), InvalidInput);
  }
}

}  // namespace
}  // namespace lyap
