#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "host/color/continuous_palette.h"
#include "host/render/still.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/random_palette.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

struct Picture {
  std::vector<std::uint8_t> pixels;
  std::string code_path;
};

Picture render(const std::unique_ptr<Backend>& backend, std::size_t slots, const std::shared_ptr<const Frame>& frame) {
  Picture picture;
  const auto store = [&](const Band& band) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
    picture.pixels.insert(picture.pixels.end(), bytes, bytes + band.pixels.size());
  };
  picture.code_path = render_still(*backend, slots, frame, {store, {}}).code_path;
  return picture;
}

/// Every backend in both precisions. The name of the backend is a parameter, not the backend: whether it can run is
/// asked when the test runs.
class BackendEquality : public BackendTest, public testing::WithParamInterface<std::tuple<const char*, Precision>> {
 protected:
  void SetUp() override { require(std::get<0>(GetParam())); }

  std::shared_ptr<const Frame> frame_of(RenderSpec spec, const Palette& palette, PixelFormat format) const {
    spec.precision = std::get<1>(GetParam());
    return shared_frame_in(format, spec, palette);
  }

  std::shared_ptr<const Frame> exponents_frame(const RenderSpec& spec) const {
    return frame_of(spec, two_colors(), PixelFormat::kExponents);
  }

  void expect_reference(const std::shared_ptr<const Frame>& frame) const {
    const BackendOptions options;
    const Picture picture = render(backend_.create(options), options.slots, frame);
    EXPECT_TRUE(same_pixels(*frame, reference_pixels(*frame), picture.pixels));
    EXPECT_EQ(picture.code_path, code_path_of(backend_.name));
  }
};

TEST_P(BackendEquality, CodeThatRanIsTheOneThatWasForced) {
  EXPECT_EQ(find_backend(backend_.name).name, backend_.name);
  const std::unique_ptr<Backend> backend = backend_.create({});
  RenderSpec spec = spec_of("AB");
  spec.size = {5, 3};
  backend->submit(0, exponents_frame(spec), {0, 3});
  EXPECT_EQ(backend->wait(0).code_path, code_path_of(backend_.name));
}

TEST_P(BackendEquality, ExponentsHaveTheBitsOfTheReference) {
  constexpr std::uint64_t kSpecs = 300;
  constexpr std::int64_t kSteps = 200'000;
  int longest_orbits = 0;
  for (std::uint64_t seed = 0; seed < kSpecs && !HasFailure(); ++seed) {
    Random random(seed);
    RenderSpec spec = random_spec(random, kSteps);
    spec.brute_force = seed % 3 == 0;
    longest_orbits += spec.iterations == kLongestOrbit ? 1 : 0;
    SCOPED_TRACE(fmt::format("seed {}: {}", seed, spec_text(spec)));
    expect_reference(exponents_frame(spec));
  }
  EXPECT_TRUE(HasFailure() || longest_orbits >= 5) << "specs reached the longest orbits";
}

TEST_P(BackendEquality, ColorsHaveTheBytesOfTheReference) {
  constexpr std::uint64_t kSpecs = 60;
  constexpr std::int64_t kSteps = 50'000;
  for (std::uint64_t seed = 1000; seed < 1000 + kSpecs && !HasFailure(); ++seed) {
    Random random(seed);
    RenderSpec spec = random_spec(random, kSteps);
    spec.shown = seed % 3 == 0 ? Quantity::kPeriod : Quantity::kExponent;
    for (const int entries : {2, 256, 510}) {
      SCOPED_TRACE(fmt::format("seed {}, {} colours: {}", seed, entries, spec_text(spec)));
      const Palette palette = random_palette(random, entries);
      expect_reference(frame_of(spec, palette, PixelFormat::kRgb24));
      if (entries <= 256) expect_reference(frame_of(spec, palette, PixelFormat::kIndexed8));
    }
  }
}

TEST_P(BackendEquality, OtherToneMapsHaveTheBytesOfTheReference) {
  RenderSpec spec = spec_of("AABAB");
  spec.size = {67, 31};
  spec.precision = std::get<1>(GetParam());
  Random random(12);
  const Palette palette = random_palette(random, 256);
  std::vector<std::vector<std::uint8_t>> pictures;
  for (const ToneMap& tone_map : {ToneMap{}, ToneMap{2 * ToneMap::kScaleOfTanh, 0.5F}, ToneMap{1, 0}}) {
    for (const PixelFormat format : {PixelFormat::kRgb24, PixelFormat::kIndexed8}) {
      const auto colors = std::make_shared<const ColorTable>(entry_colors(palette), format);
      const auto frame = std::make_shared<const Frame>(spec, Coloring{colors, Quantity::kExponent, {tone_map}});
      expect_reference(frame);
      const std::vector<std::uint8_t> pixels = reference_pixels(*frame);
      EXPECT_EQ(std::ranges::count(pictures, pixels), 0) << "each map has a picture of its own";
      pictures.push_back(pixels);
    }
  }
}

TEST_P(BackendEquality, TonesHaveTheBytesOfTheReference) {
  RenderSpec spec = spec_of("AABAB");
  spec.size = {66, 30};
  spec.horizontal.range = spec.vertical.range = {2, 4.25};
  spec.precision = std::get<1>(GetParam());
  Random random(21);
  const Palette palette = random_palette(random, 200);
  const std::vector<Tone> tones{{.curve = ToneCurve::kSplit},
                                {.curve = ToneCurve::kQuantile, .quantiles = {-1, -0.5, 0, 0.25}},
                                {.curve = ToneCurve::kLinear,
                                 .levels = Range{-0.25, 0.5},
                                 .superstable = Rgb8{1, 2, 3},
                                 .escaped = Rgb8{4, 5, 6}},
                                {.offset = 0.4, .repeat = 3},
                                {.interpolates = true, .escaped = Rgb8{7, 8, 9}}};
  for (const Tone& tone : tones) {
    spec.tone = tone;
    SCOPED_TRACE(tone_text(tone));
    expect_reference(std::make_shared<const Frame>(spec, coloring_of(spec, palette, PixelFormat::kRgb24)));
  }
}

TEST_P(BackendEquality, PeriodsAreThoseOfTheReference) {
  constexpr std::int64_t kSteps = 100'000;
  int with_period = 0;
  for (std::uint64_t seed = 9000; seed < 9100; ++seed) {
    Random random(seed);
    RenderSpec spec = random_spec(random, kSteps);
    spec.precision = std::get<1>(GetParam());
    spec.brute_force = seed % 10 == 1;
    spec.shown = seed % 2 == 0 ? Quantity::kPeriod : Quantity::kExponent;
    const Palette palette = random_palette(random, 256);
    for (const PixelFormat format : {PixelFormat::kExponents, PixelFormat::kRgb24}) {
      SCOPED_TRACE(fmt::format("seed {}: {}", seed, spec_text(spec)));
      const auto frame = shared_frame_in(format, spec, palette, Beside::kPeriods);
      const ReferencePicture reference = reference_picture(*frame);
      const std::unique_ptr<Backend> backend = backend_.create({});
      backend->submit(0, frame, {0, spec.size.height});
      const Band band = backend->wait(0);
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
      EXPECT_TRUE(same_pixels(*frame, reference.pixels, {bytes, band.pixels.size()}));
      ASSERT_TRUE(std::ranges::equal(band.periods, reference.periods));
      with_period += std::ranges::any_of(band.periods, [](std::uint32_t period) { return period > 0; }) ? 1 : 0;
    }
  }
  EXPECT_GT(with_period, 50);
}

// A slot that gave periods for a frame gives none for the next, unless it is to have some.
TEST_P(BackendEquality, BandsHavePeriodsOnlyOfFramesWithThem) {
  RenderSpec spec = spec_of("AB");
  spec.size = {20, 6};
  spec.precision = std::get<1>(GetParam());
  const std::unique_ptr<Backend> backend = backend_.create({.slots = 1});
  for (const bool with_periods : {true, false, true}) {
    for (const int rows : {6, 2}) {
      const Beside beside = with_periods ? Beside::kPeriods : Beside::kNothing;
      backend->submit(0, std::make_shared<const Frame>(spec, beside), {0, rows});
      EXPECT_EQ(backend->wait(0).periods.size(), with_periods ? std::size_t{20} * static_cast<std::size_t>(rows) : 0);
    }
  }
}

// CPU backends work on segments of 3840 pixels.
TEST_P(BackendEquality, RowsLongerThanASegmentHaveTheBytesOfTheReference) {
  Random random(1);
  RenderSpec spec = spec_of("AABAB");
  spec.iterations = 30;
  for (const int width : {3839, 3840, 3841, 2 * 3840 + 77}) {
    spec.size = {width, 2};
    SCOPED_TRACE(spec_text(spec));
    expect_reference(exponents_frame(spec));
    expect_reference(frame_of(spec, random_palette(random, 256), PixelFormat::kRgb24));
  }
}

TEST_P(BackendEquality, LongestSequenceOfAllLettersHasTheBitsOfTheReference) {
  Random random(26);
  RenderSpec spec = longest_spec(random);
  for (const std::int64_t iterations : {40, 1000, 5000}) {
    spec.iterations = iterations;
    spec.transient = iterations / 3;
    SCOPED_TRACE(iterations);
    expect_reference(exponents_frame(spec));
  }
}

/// A backend that is asked for bands of a given height.
class InBandsOf : public Backend {
 public:
  InBandsOf(int rows, std::unique_ptr<Backend> backend) : rows_(rows), backend_(std::move(backend)) {}
  std::string device() const override { return backend_->device(); }
  int rows_per_band(const Frame&) const override { return rows_; }
  Band wait(std::size_t slot) override { return backend_->wait(slot); }
  void submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop) override {
    backend_->submit(slot, std::move(frame), rows, std::move(stop));
  }

 private:
  int rows_;
  std::unique_ptr<Backend> backend_;
};

TEST_P(BackendEquality, PixelsDoNotDependOnThreadsOrSlotsOrBands) {
  RenderSpec spec = spec_of("BBBBBBAAAAAA");
  spec.size = {333, 41};
  spec.iterations = 50;
  const std::shared_ptr<const Frame> frame = exponents_frame(spec);
  const std::vector<std::uint8_t> expected = reference_pixels(*frame);
  for (const int threads : {1, 2, 5}) {
    for (const std::size_t slots : {1U, 3U}) {
      for (const int rows : {1, 4, 41}) {
        const BackendOptions options{.slots = slots, .threads = threads};
        const Picture picture = render(std::make_unique<InBandsOf>(rows, backend_.create(options)), slots, frame);
        EXPECT_TRUE(same_pixels(*frame, expected, picture.pixels))
            << threads << " threads, " << slots << " slots, bands of " << rows;
      }
    }
  }
}

// One backend, the slots filled in another order than they are read, with frames of different sizes and formats.
TEST_P(BackendEquality, SlotsAreIndependentOfEachOther) {
  RenderSpec small = spec_of("AB");
  small.size = {17, 9};
  RenderSpec large = spec_of("AAAB");
  large.size = {150, 20};
  const std::shared_ptr<const Frame> first = exponents_frame(large);
  const std::shared_ptr<const Frame> second = frame_of(small, two_colors(), PixelFormat::kIndexed8);
  const std::vector<std::uint8_t> expected_first = reference_pixels(*first);
  const std::vector<std::uint8_t> expected_second = reference_pixels(*second);
  const std::unique_ptr<Backend> backend = backend_.create({.slots = 2});
  const auto expect_pixels = [&](std::size_t slot, const Frame& frame, std::span<const std::uint8_t> expected) {
    const std::span<const std::byte> pixels = backend->wait(slot).pixels;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(pixels.data());
    EXPECT_TRUE(same_pixels(frame, expected, {bytes, pixels.size()})) << "slot " << slot;
  };
  for (int round = 0; round < 3; ++round) {
    backend->submit(0, round % 2 == 0 ? first : second, {0, round % 2 == 0 ? 20 : 9});
    backend->submit(1, round % 2 == 0 ? second : first, {0, round % 2 == 0 ? 9 : 20});
    expect_pixels(1, round % 2 == 0 ? *second : *first, round % 2 == 0 ? expected_second : expected_first);
    expect_pixels(0, round % 2 == 0 ? *first : *second, round % 2 == 0 ? expected_first : expected_second);
  }
}

constexpr auto kPrecisions = {Precision::kFloat, Precision::kDouble};

std::string name_of_test(const testing::TestParamInfo<BackendEquality::ParamType>& info) {
  return test_name_of(std::get<0>(info.param)) + "_" + name_of(std::get<1>(info.param));
}

INSTANTIATE_TEST_SUITE_P(Cpu, BackendEquality,
                         testing::Combine(testing::Values("cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"),
                                          testing::ValuesIn(kPrecisions)),
                         name_of_test);

INSTANTIATE_TEST_SUITE_P(Cuda, BackendEquality,
                         testing::Combine(testing::Values("cuda"), testing::ValuesIn(kPrecisions)), name_of_test);

}  // namespace
}  // namespace lyap
