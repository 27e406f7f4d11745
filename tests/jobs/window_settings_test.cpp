#include "host/jobs/window_settings.h"

#include "host/base/error.h"
#include "host/jobs/film_job.h"
#include "host/jobs/still_job.h"
#include "tests/support/message_of.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

using Fields = std::vector<std::pair<std::string, std::string>>;

Settings settings_of(const Fields& fields) {
  Settings settings;
  settings.set("sequence", "AB");
  for (const auto& [field, text] : fields) settings.add(field, text);
  return settings;
}

RenderSpec still_of(const Fields& fields) {
  return read_still_job(settings_of(fields)).spec;
}

std::string refusal_of(const Fields& fields) {
  return message_of<InvalidInput>([&] { still_of(fields); });
}

TEST(WindowSettingsTest, OneSideTakesTheOtherFromTheWindow) {
  EXPECT_EQ(still_of({{"width", "301"}}).size, (Size{301, 301}));
  EXPECT_EQ(still_of({{"height", "301"}}).size, (Size{301, 301}));
  // 2 wide and 1 high: 200 steps beside 100.
  EXPECT_EQ(still_of({{"width", "201"}, {"b", "3:4"}}).size, (Size{201, 101}));
  EXPECT_EQ(still_of({{"height", "101"}, {"b", "3:4"}}).size, (Size{201, 101}));
  EXPECT_EQ(still_of({{"height", "101"}, {"ymin", "3"}}).size, (Size{201, 101}));
}

TEST(WindowSettingsTest, AnEvenSideHasAnEvenOneBesideItAsFilmsNeed) {
  EXPECT_EQ(still_of({{"width", "200"}, {"b", "3:4"}}).size, (Size{200, 100}));
  Settings film = settings_of({{"width", "640"}, {"b", "3:4"}, {"sweep", "x0=0.2:0.8"}, {"output", "a.mp4"}});
  EXPECT_EQ(read_film_job(film).film.picture.size, (Size{640, 320}));
}

TEST(WindowSettingsTest, TwoSidesAndASizeCountAsTheyAre) {
  EXPECT_EQ(still_of({{"width", "30"}, {"height", "20"}}).size, (Size{30, 20}));
  EXPECT_EQ(still_of({{"size", "30x20"}, {"width", "40"}}).size, (Size{40, 20}));
  EXPECT_EQ(still_of({}).size, (Size{3840, 2160}));
}

TEST(WindowSettingsTest, ACentreAndASpanMakeSquarePixels) {
  const RenderSpec spec = still_of({{"center", "3,3.5"}, {"span", "0.5"}, {"size", "101x51"}});
  EXPECT_EQ(spec.horizontal.range, (Range{2.75, 3.25}));
  // 50 steps of 0.5/100.
  EXPECT_EQ(spec.vertical.range, (Range{3.375, 3.625}));
  EXPECT_FALSE(is_stretched(spec, 1e-12));
}

TEST(WindowSettingsTest, ACentreLeavesLettersOnTheirAxes) {
  const RenderSpec spec =
      still_of({{"center", "3,3"}, {"span", "1"}, {"size", "11x11"}, {"horizontal", "B"}, {"vertical", "A"}});
  EXPECT_EQ(spec.horizontal.letter, 'B');
  EXPECT_EQ(spec.vertical.letter, 'A');
  EXPECT_EQ(spec.vertical.range, (Range{2.5, 3.5}));
}

TEST(WindowSettingsTest, HalfAWindowAndTwoWindowsAreRefused) {
  EXPECT_THAT(refusal_of({{"center", "3,3"}}), AllOf(StartsWith("span: "), HasSubstr("missing")));
  EXPECT_THAT(refusal_of({{"span", "1"}}), AllOf(StartsWith("center: "), HasSubstr("missing")));
  EXPECT_THAT(refusal_of({{"center", "3,3"}, {"span", "1"}, {"a", "2:3"}}),
              AllOf(StartsWith("span: "), HasSubstr("by a too")));
  EXPECT_THAT(refusal_of({{"center", "3,3"}, {"span", "1"}, {"ymax", "3"}}), HasSubstr("by ymax too"));
  EXPECT_THAT(refusal_of({{"center", "3,3"}, {"span", "1"}, {"vertical", "B=2:3"}}), HasSubstr("by vertical too"));
  EXPECT_THAT(refusal_of({{"center", "3,3"}, {"span", "0"}}), AllOf(StartsWith("span: "), HasSubstr("above 0")));
  EXPECT_THAT(refusal_of({{"center", "3"}, {"span", "1"}}), AllOf(StartsWith("center: "), HasSubstr("X,Y")));
}

TEST(WindowSettingsTest, ALineHasASingleRate) {
  const RenderSpec row = still_of({{"size", "100x1"}, {"b", "3:3"}});
  EXPECT_EQ(row.vertical.range, (Range{3, 3}));
  // The pitch of a side of one pixel asks for no precision.
  EXPECT_EQ(choose_precision(row), choose_precision(still_of({{"size", "100x1"}, {"b", "2:4"}})));
  EXPECT_EQ(still_of({{"size", "1x100"}, {"horizontal", "A=3:3"}}).horizontal.range, (Range{3, 3}));
  EXPECT_EQ(still_of({{"size", "100x1"}, {"ymin", "3"}, {"ymax", "3"}}).vertical.range, (Range{3, 3}));
  EXPECT_THAT(refusal_of({{"size", "100x2"}, {"b", "3:3"}}), AllOf(StartsWith("b: "), HasSubstr("less than")));
  EXPECT_THAT(refusal_of({{"size", "100x1"}, {"b", "3:3"}, {"axes", "true"}}), StartsWith("axes: "));
}

TEST(WindowSettingsTest, TheDefaultStretchesASquareWindow) {
  EXPECT_TRUE(is_stretched(still_of({}), 0.1));
  EXPECT_FALSE(is_stretched(still_of({{"height", "200"}}), 0.01));
}

TEST(NotebookDefaultsTest, TheNotebooksFilmNeedsItsSequenceAlone) {
  Settings film;
  film.set("seq", "AACBABD");
  film.set("output", "x.mp4");
  const FilmJob job = read_film_job(film);
  ASSERT_EQ(job.film.movements.size(), 1);
  const Circle& circle = std::get<Circle>(job.film.movements.front());
  EXPECT_EQ(std::pair(circle.letter_x, circle.letter_y), std::pair('C', 'D'));
  EXPECT_EQ(std::pair(circle.x, circle.y), std::pair(3.0, 3.0));
  EXPECT_EQ(circle.radius, 0.2);
  EXPECT_EQ(job.film.picture.size, (Size{512, 512}));
  EXPECT_EQ(job.film.picture.iterations, 100);
  EXPECT_EQ(job.palette.name, "managua");
}

TEST(NotebookDefaultsTest, WhatIsToldCounts) {
  Settings film;
  film.set("seq", "AACBABD");
  film.set("output", "x.mp4");
  film.set("width", "64");
  film.set("iterations", "50");
  film.set("palette", "viridis");
  const FilmJob job = read_film_job(film);
  EXPECT_EQ(job.film.picture.size, (Size{64, 64}));
  EXPECT_EQ(job.film.picture.iterations, 50);
  EXPECT_EQ(job.palette.name, "viridis");
}

TEST(NotebookDefaultsTest, FilmsOfOurOwnHaveThemNot) {
  Settings film;
  film.set("sequence", "AACBABD");
  film.set("output", "x.mp4");
  EXPECT_THAT(message_of<InvalidInput>([&] { read_film_job(film); }), HasSubstr("nothing moves"));
  film.remove("sequence");
  film.set("seq", "AACBABD");
  film.set("circle", "C,D");
  film.set("center", "3,3");
  film.set("radius", "0.3");
  EXPECT_EQ(read_film_job(film).film.picture.size, (Size{3840, 2160}));
}

}  // namespace
}  // namespace lyap
