#include "host/base/error.h"
#include "host/spec/film.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

Film film_of(const Movement& movement, std::int64_t frames, double shutter, int sub_frames) {
  Film film{
      .picture = {.sequence = Sequence::parse("ACDBCD"), .constants = {{'D', 3}}}, .movements = {movement}, .rate = {}};
  film.frames = frames;
  film.shutter = shutter;
  film.picture.sampling.sub_frames = sub_frames;
  return film;
}

std::vector<double> rates_of_c(const Film& film, std::int64_t frame) {
  std::vector<double> rates;
  for (const RenderSpec& spec : film.sub_frame_specs(frame)) rates.push_back(spec.constants.at('C'));
  return rates;
}

const Sweep kSweep{Parameter::rate_of('C'), 2, 3};

TEST(Shutter, WithoutItAFrameIsThePictureOfAMoment) {
  const Film film = film_of(kSweep, 9, 0, 1);
  EXPECT_EQ(rates_of_c(film, 4), std::vector<double>{film.frame_spec(4).constants.at('C')});
}

// Numbers are such that all are exact: a frame further on, C is 1/8 larger.
TEST(Shutter, PicturesLieEvenlyAroundTheFramesTime) {
  EXPECT_EQ(rates_of_c(film_of(kSweep, 9, 1, 2), 4), (std::vector<double>{2.5 - 0.25 / 8, 2.5 + 0.25 / 8}));
  EXPECT_EQ(rates_of_c(film_of(kSweep, 9, 0.5, 4), 4),
            (std::vector<double>{2.5 - 3.0 / 128, 2.5 - 1.0 / 128, 2.5 + 1.0 / 128, 2.5 + 3.0 / 128}));
  EXPECT_EQ(rates_of_c(film_of(kSweep, 9, 0.7, 3), 4)[1], 2.5) << "of an odd number, the one in the middle";
}

TEST(Shutter, OfFramesThatFollowThePicturesOfALongerFilm) {
  const Circle circle{'C', 'D', 2.75, 3, 0.25};
  Film film = film_of(circle, 4, 1, 4);
  Film longer = film_of(circle, 32, 0, 1);
  film.picture.constants.clear();
  longer.picture.constants.clear();
  for (std::int64_t frame = 0; frame < 4; ++frame) {
    const std::vector<RenderSpec> specs = film.sub_frame_specs(frame);
    for (std::int64_t j = 0; j < 4; ++j) {
      const std::int64_t place = (8 * frame + 2 * j + 1 - 4 + 32) % 32;
      EXPECT_EQ(specs[static_cast<std::size_t>(j)].constants, longer.frame_spec(place).constants) << frame << " " << j;
    }
  }
}

TEST(Shutter, BeforeTheStartAndAfterTheEndSweepsRest) {
  const Film film = film_of(kSweep, 9, 1, 2);
  EXPECT_EQ(rates_of_c(film, 0), (std::vector<double>{2, 2 + 0.25 / 8}));
  EXPECT_EQ(rates_of_c(film, 8), (std::vector<double>{3 - 0.25 / 8, 3}));
}

TEST(Shutter, WhatGoesThereAndBackComesFromTheOtherSide) {
  Film film = film_of(kSweep, 8, 1, 2);
  film.ping_pong = true;
  EXPECT_EQ(rates_of_c(film, 0), (std::vector<double>{2 + 0.25 / 4, 2 + 0.25 / 4}));
}

TEST(Shutter, AllPicturesOfAFrameAreInItsPrecision) {
  Film film = film_of(Zoom{3, 3, 1e6}, 5, 1, 16);
  film.picture.constants['C'] = 3;
  for (std::int64_t frame = 0; frame < 5; ++frame) {
    const Precision precision = choose_precision(film.frame_spec(frame));
    for (const RenderSpec& spec : film.sub_frame_specs(frame)) EXPECT_EQ(spec.precision, precision);
  }
}

std::string field_at_fault(const Film& film) {
  try {
    film.validate();
  } catch (const InvalidInput& error) {
    return error.field();
  }
  return "";
}

TEST(Shutter, OutOfRangeIsRefused) {
  EXPECT_EQ(field_at_fault(film_of(kSweep, 5, 1, 64)), "");
  EXPECT_EQ(field_at_fault(film_of(kSweep, 5, 1.01, 4)), "shutter");
  EXPECT_EQ(field_at_fault(film_of(kSweep, 5, -0.5, 4)), "shutter");
  EXPECT_EQ(field_at_fault(film_of(kSweep, 5, 0.5, 1)), "shutter-frames");
  EXPECT_EQ(field_at_fault(film_of(kSweep, 5, 0, 4)), "shutter-frames");
  EXPECT_EQ(field_at_fault(film_of(kSweep, 5, 1, 65)), "shutter-frames");
  Film adaptive = film_of(kSweep, 5, 1, 4);
  adaptive.picture.sampling = {4, SampleFilter::kBox, AverageOf::kColor, true, 4};
  EXPECT_EQ(field_at_fault(adaptive), "samples");
}

}  // namespace
}  // namespace lyap
