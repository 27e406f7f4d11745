#include "host/spec/film.h"

#include "host/base/error.h"

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;

/// A few units in the last place of numbers below 8.
constexpr double kRounding = 16 * std::numeric_limits<double>::epsilon();

Film film_of(const std::string& sequence, const std::vector<Movement>& movements, std::int64_t frames) {
  Film film{.picture = {.sequence = Sequence::parse(sequence), .constants = {}}, .movements = movements, .rate = {}};
  film.frames = frames;
  return film;
}

Film circle_film(std::int64_t frames) {
  return film_of("ACDBCD", {Circle{'C', 'D', 2.95, 2.75, 0.25}}, frames);
}

std::string complaint_of(const Film& film) {
  try {
    film.validate();
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return "";
}

TEST(FilmCircle, GoesRoundFromTheLeftInTheReferencesDirection) {
  const Film film = circle_film(4);
  // θ = −π, −π/2, 0, π/2: C = x − ρ·sin θ, D = y + ρ·cos θ.
  const double expected[4][2] = {{2.95, 2.5}, {3.2, 2.75}, {2.95, 3.0}, {2.7, 2.75}};
  for (int k = 0; k < 4; ++k) {
    EXPECT_NEAR(film.frame_spec(k).constants.at('C'), expected[k][0], kRounding) << k;
    EXPECT_NEAR(film.frame_spec(k).constants.at('D'), expected[k][1], kRounding) << k;
  }
}

TEST(FilmCircle, FrameAfterTheLastIsTheFirstAndNoFrameComesTwice) {
  for (const std::int64_t frames : {1, 2, 3, 100, 1800}) {
    const Film film = circle_film(frames);
    EXPECT_EQ(film.frame_spec(frames).constants, film.frame_spec(0).constants) << frames;
    std::set<std::pair<double, double>> places;
    for (std::int64_t k = 0; k < frames; ++k) {
      const auto constants = film.frame_spec(k).constants;
      places.emplace(constants.at('C'), constants.at('D'));
    }
    EXPECT_EQ(static_cast<std::int64_t>(places.size()), frames);
  }
}

TEST(FilmSweep, GoesEvenlyFromTheFirstFrameToTheLast) {
  const Film film = film_of("ABC", {Sweep{Parameter::rate_of('C'), 2.5, 3.75}}, 11);
  for (int k = 0; k <= 10; ++k) EXPECT_NEAR(film.frame_spec(k).constants.at('C'), 2.5 + 0.125 * k, kRounding);
  EXPECT_EQ(film.frame_spec(0).constants.at('C'), 2.5);
  EXPECT_EQ(film.frame_spec(10).constants.at('C'), 3.75);
}

TEST(FilmSweep, MovesX0AndGoesDownToo) {
  const Film film = film_of("AB", {Sweep{Parameter::x0(), 0.75, 0.25}}, 3);
  EXPECT_EQ(film.frame_spec(0).x0, 0.75);
  EXPECT_EQ(film.frame_spec(1).x0, 0.5);
  EXPECT_EQ(film.frame_spec(2).x0, 0.25);
}

TEST(FilmSweep, ThereAndBackIsALoop) {
  Film film = film_of("ABC", {Sweep{Parameter::rate_of('C'), 2, 3}}, 8);
  film.ping_pong = true;
  const double expected[] = {2, 2.25, 2.5, 2.75, 3, 2.75, 2.5, 2.25, 2};
  for (int k = 0; k <= 8; ++k) EXPECT_EQ(film.frame_spec(k).constants.at('C'), expected[k]) << k;
}

TEST(FilmZoom, GoesFromTheWindowToOneAroundThePoint) {
  const Film film = film_of("AB", {Zoom{3.5, 2.25, 8}}, 21);
  EXPECT_EQ(film.frame_spec(0).horizontal.range, (Range{2, 4}));
  const RenderSpec last = film.frame_spec(20);
  EXPECT_DOUBLE_EQ(last.horizontal.range.min, 3.375);
  EXPECT_DOUBLE_EQ(last.horizontal.range.max, 3.625);
  EXPECT_DOUBLE_EQ(last.vertical.range.min, 2.125);
  EXPECT_DOUBLE_EQ(last.vertical.range.max, 2.375);
}

// The widths form a geometric sequence, and the point that stands still in the plane stands still on the screen: from
// the law x(t) = q + (x(0) − q)·F^-t that both ends of the range follow, q = (max·min' − min·max')/(width − width').
TEST(FilmZoom, LooksEvenlyFast) {
  const Film film = film_of("AB", {Zoom{3.9, 2.01, 1e6}}, 61);
  const double step = std::pow(1e6, -1.0 / 60);
  const Range start{2, 4};
  const Range end = film.frame_spec(60).horizontal.range;
  const double fixed = (start.max * end.min - start.min * end.max) / (2 - (end.max - end.min));
  const double place = (fixed - start.min) / 2;
  for (int k = 1; k < 60; ++k) {
    const Range before = film.frame_spec(k - 1).horizontal.range;
    const Range range = film.frame_spec(k).horizontal.range;
    const double width = range.max - range.min;
    // Ends near 4 are rounded to 4.4e-16, twice for a width.
    EXPECT_NEAR(width / (before.max - before.min), step, 4e-15 / width);
    EXPECT_NEAR((fixed - range.min) / width, place, 4e-15 / width) << k;
  }
}

TEST(FilmZoom, FactorBelowOneWidensAndOneOnlyMoves) {
  const Range wide = film_of("AB", {Zoom{3, 3, 0.5}}, 2).frame_spec(1).horizontal.range;
  EXPECT_EQ(wide, (Range{1, 5}));
  const Film moving = film_of("AB", {Zoom{3.5, 3, 1}}, 5);
  for (int k = 0; k < 5; ++k) EXPECT_NEAR(moving.frame_spec(k).horizontal.range.min, 2 + 0.125 * k, kRounding);
}

Film track_film(Interpolation interpolation, const std::vector<NumberTrack::Key>& keys) {
  Film film = film_of("ABC", {NumberTrack{Parameter::rate_of('C'), interpolation, keys}}, 13);
  film.rate = {2, 1};
  return film;
}

double c_after(const Film& film, double seconds) {
  return film.frame_spec(std::lround(seconds * 2)).constants.at('C');
}

TEST(FilmTimeline, HoldsTheFirstValueBeforeAndTheLastAfterItsKeys) {
  const Film film = track_film(Interpolation::kLinear, {{2, 2.5}, {4, 3.5}});
  EXPECT_EQ(c_after(film, 0), 2.5);
  EXPECT_EQ(c_after(film, 2), 2.5);
  EXPECT_EQ(c_after(film, 3), 3);
  EXPECT_EQ(c_after(film, 4), 3.5);
  EXPECT_EQ(c_after(film, 6), 3.5);
}

TEST(FilmTimeline, SmoothStartsAndEndsSlowly) {
  const Film film = track_film(Interpolation::kSmooth, {{0, 2}, {2, 3}, {4, 1}});
  // u²·(3 − 2u) at u = ¼ and ½ is 5/32 and ½.
  EXPECT_EQ(c_after(film, 0.5), 2 + 5.0 / 32);
  EXPECT_EQ(c_after(film, 1), 2.5);
  EXPECT_EQ(c_after(film, 2), 3);
  EXPECT_EQ(c_after(film, 3), 2);
}

TEST(FilmTimeline, GeometricChangesByEqualFactors) {
  const Film film = track_film(Interpolation::kGeometric, {{0, 1}, {4, 16}});
  for (int second = 0; second <= 4; ++second) EXPECT_NEAR(c_after(film, second), 1 << second, 16 * kRounding);
}

TEST(FilmTimeline, MovesTheWindow) {
  const std::vector<WindowTrack::Key> keys = {{0, {2, 4}, {2, 4}}, {2, {3, 3.5}, {2, 2.5}}};
  Film film = film_of("AB", {WindowTrack{Interpolation::kLinear, keys}}, 3);
  film.rate = {1, 1};
  EXPECT_EQ(film.frame_spec(1).horizontal.range, (Range{2.5, 3.75}));
  EXPECT_EQ(film.frame_spec(1).vertical.range, (Range{2, 3.25}));
  EXPECT_EQ(film.frame_spec(2).vertical.range, (Range{2, 2.5}));
  // From width 2 to 0.5 by equal factors: half way it is 1, and a third of the middle's way is left, (2 − 1)/(4 − 1).
  film.movements = {WindowTrack{Interpolation::kGeometric, keys}};
  const Range half_way = film.frame_spec(1).horizontal.range;
  EXPECT_NEAR(half_way.max - half_way.min, 1, kRounding);
  EXPECT_NEAR(half_way.min + 0.5, 3.25 + (3 - 3.25) / 3, kRounding);
}

TEST(Film, MovementsWorkTogether) {
  const Film film =
      film_of("ABCDE", {Circle{'C', 'D', 3, 3, 0.5}, Sweep{Parameter::rate_of('E'), 2, 4}, Zoom{3, 3, 10}}, 5);
  EXPECT_EQ(complaint_of(film), "");
  const RenderSpec last = film.frame_spec(4);
  EXPECT_EQ(last.constants.at('E'), 4);
  EXPECT_NEAR(last.horizontal.range.max - last.horizontal.range.min, 0.2, kRounding);
}

TEST(Film, ComplainsOfWhatCannotBe) {
  const NumberTrack crossing{Parameter::rate_of('C'), Interpolation::kGeometric, {{0, -1}, {1, 1}}};
  const NumberTrack backwards{Parameter::rate_of('C'), Interpolation::kLinear, {{1, 1}, {1, 2}}};
  Film twice = film_of("ABC", {Sweep{Parameter::rate_of('C'), 2, 3}, Sweep{Parameter::rate_of('C'), 2, 3}}, 5);
  Film constant = film_of("ABC", {Sweep{Parameter::rate_of('C'), 2, 3}}, 5);
  constant.picture.constants['C'] = 3;
  const std::pair<Film, std::string> cases[] = {
      {film_of("AB", {}, 5), "nothing moves"},
      {circle_film(0), "frames: 0"},
      {circle_film(Film::kMaxFrames + 1), "frames: 1000001"},
      {twice, "C moves in two ways"},
      {constant, "rate of C: letter C moves"},
      {film_of("AB", {Sweep{Parameter::rate_of('C'), 2, 3}}, 5), "letter C is not in the sequence"},
      {film_of("AB", {Sweep{Parameter::rate_of('A'), 2, 3}}, 5), "letter A is on the horizontal axis"},
      {film_of("ABC", {Sweep{Parameter::rate_of('C'), 2, 1001}}, 5), "1001 is out of reach"},
      {film_of("AB", {Sweep{Parameter::x0(), 0.5, 1.5}}, 3), "x0: 1.5"},
      {film_of("ACD", {Circle{'C', 'C', 3, 3, 1}}, 5), "two different letters"},
      {film_of("ACD", {Circle{'C', 'D', 3, 3, -1}}, 5), "radius: -1"},
      {film_of("AB", {Zoom{3, 3, 0}}, 5), "zoom-factor: 0"},
      {film_of("ABC", {crossing}, 5), "geometric interpolation cannot pass from -1 to 1"},
      {film_of("ABC", {backwards}, 5), "order of time"},
      {film_of("ABCD", {Sweep{Parameter::rate_of('C'), 2, 3}}, 5), "letter D has no rate"},
  };
  for (const auto& [film, words] : cases) EXPECT_THAT(complaint_of(film), HasSubstr(words));
}

TEST(Film, TellsTheFrameInWhichANumberLeavesItsRange) {
  EXPECT_THAT(complaint_of(film_of("AB", {Sweep{Parameter::x0(), 0.5, 1.25}}, 4)), HasSubstr("(in frame 3)"));
}

TEST(Film, DurationBecomesTheNearestNumberOfFrames) {
  EXPECT_EQ(frames_in(60, {30, 1}), 1800);
  EXPECT_EQ(frames_in(60, {30000, 1001}), 1798);  // 1798.2
  EXPECT_EQ(frames_in(0.001, {30, 1}), 1);
}

}  // namespace
}  // namespace lyap
