#include "host/spec/render_spec.h"

#include "host/base/error.h"
#include "tests/support/reference_pixels.h"

#include <functional>
#include <limits>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// What is said against the default picture of "ABC", C = 3, after a change.
std::string error_after(const std::function<void(RenderSpec&)>& change) {
  RenderSpec spec = spec_of("ABC");
  spec.constants['C'] = 3;
  change(spec);
  try {
    spec.validate();
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return "valid";
}

TEST(RenderSpec, DefaultsAreValidAndThoseOfTheReference) {
  const RenderSpec spec = spec_of("AB");
  EXPECT_NO_THROW(spec.validate());
  EXPECT_EQ(spec.size, (Size{3840, 2160}));
  EXPECT_EQ(spec.iterations, 400);
  EXPECT_EQ(spec.phase, 1);
  EXPECT_EQ(spec.transient, 0);
  EXPECT_EQ(spec.x0, 0.5);
}

TEST(RenderSpec, SidesOfThePictureHaveLimits) {
  EXPECT_THAT(error_after([](RenderSpec& spec) {
                spec.size = {0, 100};
              }),
              AllOf(StartsWith("size: "), HasSubstr("0x100")));
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.size = {100, -1}; }), StartsWith("size: "));
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.size = {kMaxSide + 1, 1}; }), StartsWith("size: "));
  EXPECT_EQ(error_after([](RenderSpec& spec) { spec.size = {1, kMaxSide}; }), "valid");
}

TEST(RenderSpec, IterationsHaveLimits) {
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.iterations = 1; }),
              AllOf(StartsWith("iterations: "), HasSubstr("1: 2 to")));
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.iterations = RenderSpec::kMaxIterations + 1; }),
              StartsWith("iterations: "));
  EXPECT_EQ(error_after([](RenderSpec& spec) { spec.iterations = 2; }), "valid");
  EXPECT_EQ(error_after([](RenderSpec& spec) { spec.iterations = RenderSpec::kMaxIterations; }), "valid");
}

TEST(RenderSpec, TransientHasLimits) {
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.transient = -1; }), StartsWith("transient: "));
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.transient = RenderSpec::kMaxTransient + 1; }),
              StartsWith("transient: "));
  EXPECT_EQ(error_after([](RenderSpec& spec) { spec.transient = RenderSpec::kMaxTransient; }), "valid");
}

TEST(RenderSpec, PhaseIsNotNegativeAndMayExceedThePeriod) {
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.phase = -1; }), StartsWith("phase: "));
  EXPECT_EQ(error_after([](RenderSpec& spec) { spec.phase = 0; }), "valid");
  EXPECT_EQ(error_after([](RenderSpec& spec) { spec.phase = 1'000'000; }), "valid");
}

TEST(RenderSpec, OrbitsStartInTheUnitInterval) {
  for (const double x0 : {-0.001, 1.001, kNaN, kInfinity}) {
    EXPECT_THAT(error_after([&](RenderSpec& spec) { spec.x0 = x0; }), StartsWith("x0: ")) << x0;
  }
  for (const double x0 : {0.0, 1.0}) EXPECT_EQ(error_after([&](RenderSpec& spec) { spec.x0 = x0; }), "valid");
}

TEST(RenderSpec, WindowsAreNotEmptyAndHaveRatesWithinReach) {
  for (const Range range : {Range{3, 3}, Range{4, 2}, Range{kNaN, 3}, Range{3, kNaN}}) {
    EXPECT_THAT(error_after([&](RenderSpec& spec) { spec.horizontal.range = range; }),
                AllOf(StartsWith("window of A"), HasSubstr("empty")));
    EXPECT_THAT(error_after([&](RenderSpec& spec) { spec.vertical.range = range; }),
                AllOf(StartsWith("window of B"), HasSubstr("empty")));
  }
  for (const Range range : {Range{-1001, 3}, Range{3, 1001}, Range{-kInfinity, 0}, Range{0, kInfinity}}) {
    EXPECT_THAT(error_after([&](RenderSpec& spec) { spec.horizontal.range = range; }),
                AllOf(StartsWith("window of A"), HasSubstr("out of reach")));
    EXPECT_THAT(error_after([&](RenderSpec& spec) { spec.vertical.range = range; }),
                AllOf(StartsWith("window of B"), HasSubstr("out of reach")));
  }
  EXPECT_EQ(error_after([](RenderSpec& spec) { spec.vertical.range = {-1000, 1000}; }), "valid");
}

TEST(RenderSpec, AxesHaveDifferentLetters) {
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.vertical.letter = 'A'; }),
              AllOf(StartsWith("vertical: "), HasSubstr("letter A")));
}

TEST(RenderSpec, ConstantsHaveRatesWithinReach) {
  for (const double rate : {1000.5, -1001.0, kNaN, kInfinity}) {
    EXPECT_THAT(error_after([&](RenderSpec& spec) { spec.constants['C'] = rate; }),
                AllOf(StartsWith("rate of C: "), HasSubstr("out of reach")))
        << rate;
  }
  EXPECT_EQ(error_after([](RenderSpec& spec) { spec.constants['C'] = -1000; }), "valid");
}

TEST(RenderSpec, LetterOnAnAxisHasNoConstantRate) {
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.constants['A'] = 2; }),
              AllOf(StartsWith("rate of A: "), HasSubstr("on an axis")));
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.constants['B'] = 2.5; }), StartsWith("rate of B: "));
}

TEST(RenderSpec, ConstantIsForALetterOfTheSequence) {
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.constants['D'] = 2; }),
              AllOf(StartsWith("rate of D: "), HasSubstr("ABC")));
}

TEST(RenderSpec, EveryLetterOfTheSequenceHasARate) {
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.constants.clear(); }),
              AllOf(StartsWith("sequence: "), HasSubstr("letter C has no rate")));
  EXPECT_THAT(error_after([](RenderSpec& spec) { spec.vertical.letter = 'Z'; }), HasSubstr("letter B"));
}

TEST(RenderSpec, AxisMayHaveALetterThatTheSequenceLacks) {
  EXPECT_EQ(error_after([](RenderSpec& spec) { spec.sequence = Sequence::parse("AC"); }), "valid");
}

TEST(RenderSpec, PeriodsAreShownOnlyWhereTheyAreLookedFor) {
  EXPECT_EQ(error_after([](RenderSpec& spec) { spec.shown = Quantity::kPeriod; }), "valid");
  EXPECT_EQ(error_after([](RenderSpec& spec) { spec.brute_force = true; }), "valid");
  EXPECT_THAT(error_after([](RenderSpec& spec) {
                spec.brute_force = true;
                spec.shown = Quantity::kPeriod;
              }),
              AllOf(StartsWith("show: period"), HasSubstr("brute force")));
}

TEST(RenderSpec, FrameOfAnInvalidSpecIsRefused) {
  RenderSpec spec = spec_of("AB");
  spec.iterations = 0;
  EXPECT_THROW(Frame{spec}, InvalidInput);
}

TEST(RenderSpec, IndexedFrameHasAtMost256Colors) {
  const RenderSpec spec = spec_of("AB");
  Palette palette{"large", std::vector<Rgb8>(256)};
  EXPECT_NO_THROW(frame_in(PixelFormat::kIndexed8, spec, palette));
  palette.entries.resize(257);
  EXPECT_THROW(frame_in(PixelFormat::kIndexed8, spec, palette), InvalidInput);
  EXPECT_NO_THROW(frame_in(PixelFormat::kRgb24, spec, palette));
}

TEST(PrecisionChoice, IsFloatForTheDefaultPicture) {
  EXPECT_EQ(choose_precision(spec_of("AB")), Precision::kFloat);
}

// The window has 24 bits of float between its ends, give or take: pixels would share rates.
TEST(PrecisionChoice, IsDoubleForADeepZoom) {
  RenderSpec spec = spec_of("AB");
  spec.horizontal.range = {3.5, 3.5 + 1e-6};
  EXPECT_EQ(choose_precision(spec), Precision::kDouble) << "one narrow side is enough";
  spec.horizontal.range = {2, 4};
  spec.vertical.range = {3.5, 3.5 + 1e-6};
  EXPECT_EQ(choose_precision(spec), Precision::kDouble);
}

// In chaos an orbit in float has come to a cycle by then, and more iterations would no longer help.
TEST(PrecisionChoice, IsDoubleForMoreThan2000Iterations) {
  RenderSpec spec = spec_of("AB");
  spec.size = {64, 64};
  spec.iterations = 2000;
  EXPECT_EQ(choose_precision(spec), Precision::kFloat);
  spec.iterations = 2001;
  EXPECT_EQ(choose_precision(spec), Precision::kDouble);
}

// Float would take them for 0, and y = 1 - 2x in float has an error of 2^-24.
TEST(PrecisionChoice, IsDoubleWhereOrbitsBeginNextToZeroButNotThere) {
  for (const double x0 : {1e-8, 1e-17, 1 - 1e-8}) {
    RenderSpec spec = spec_of("AB");
    spec.x0 = x0;
    EXPECT_EQ(choose_precision(spec), Precision::kDouble) << x0;
  }
  for (const double x0 : {0.0, 1.0, 0.001}) {
    RenderSpec spec = spec_of("AB");
    spec.x0 = x0;
    EXPECT_EQ(choose_precision(spec), Precision::kFloat) << x0;
  }
}

TEST(PrecisionChoice, IsDoubleWhereTheFirstRateIsNextTo4ButNot4) {
  RenderSpec spec = spec_of("ACB");
  for (const auto& [rate, precision] :
       {std::pair(3.9999999, Precision::kDouble), std::pair(4.0, Precision::kFloat),
        std::pair(3.999, Precision::kFloat), std::pair(4.0000001, Precision::kDouble)}) {
    spec.constants['C'] = rate;
    EXPECT_EQ(choose_precision(spec), precision) << rate;
  }
}

TEST(PrecisionChoice, DependsOnThePixelPitchAndNotOnTheWindow) {
  RenderSpec spec = spec_of("AB");
  spec.horizontal.range = {3, 3.01};
  spec.vertical.range = {3, 3.01};
  spec.size = {100, 100};
  EXPECT_EQ(choose_precision(spec), Precision::kFloat);
  spec.size = {10'000, 10'000};
  EXPECT_EQ(choose_precision(spec), Precision::kDouble);
}

TEST(PrecisionChoice, IsTheOneThatIsForced) {
  RenderSpec deep = spec_of("AB");
  deep.horizontal.range = {3.5, 3.5 + 1e-12};
  deep.precision = Precision::kFloat;
  EXPECT_EQ(choose_precision(deep), Precision::kFloat);
  RenderSpec simple = spec_of("AB");
  simple.precision = Precision::kDouble;
  EXPECT_EQ(choose_precision(simple), Precision::kDouble);
  EXPECT_EQ(Plane(simple).precision(), Precision::kDouble);
}

TEST(QuantityName, IsReadAsItIsWritten) {
  EXPECT_STREQ(name_of(Quantity::kExponent), "exponent");
  EXPECT_STREQ(name_of(Quantity::kPeriod), "period");
  for (const Quantity quantity : {Quantity::kExponent, Quantity::kPeriod}) {
    EXPECT_EQ(parse_quantity(name_of(quantity)), quantity);
  }
  for (const char* text : {"", "Period", "periods"}) EXPECT_THROW(parse_quantity(text), InvalidInput) << text;
}

TEST(PrecisionName, IsTheOneOfTheCommandLine) {
  EXPECT_STREQ(name_of(Precision::kAutomatic), "auto");
  EXPECT_STREQ(name_of(Precision::kFloat), "f32");
  EXPECT_STREQ(name_of(Precision::kDouble), "f64");
}

}  // namespace
}  // namespace lyap
