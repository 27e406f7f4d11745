#include "host/spec/film.h"

#include "host/base/error.h"
#include "host/base/retold_error.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The time of frame k, or of one between two frames.
FilmTime time_of(const Film& film, double k) {
  const auto frames = static_cast<double>(film.frames);
  // Modulo, so that the frame after the last one has the very numbers of the first.
  const double in_round = std::fmod(k, frames);
  const double turn = (in_round < 0 ? in_round + frames : in_round) / frames;
  const double once = film.frames > 1 ? std::clamp(k / (frames - 1), 0.0, 1.0) : 0;
  const double there_and_back = turn <= 0.5 ? 2 * turn : 2 * (1 - turn);
  const double seconds = k * static_cast<double>(film.rate.denominator) / static_cast<double>(film.rate.numerator);
  return {turn, film.ping_pong ? there_and_back : once, seconds};
}

RenderSpec spec_at(const Film& film, double k) {
  RenderSpec spec = film.picture;
  const FilmTime time = time_of(film, k);
  for (const Movement& movement : film.movements) apply(movement, time, spec);
  return spec;
}

RenderSpec sub_frame_spec(const Film& film, std::int64_t frame, int j, Precision precision) {
  const int count = film.picture.sampling.sub_frames;
  RenderSpec spec = spec_at(film, static_cast<double>(frame) + film.shutter * (2 * j + 1 - count) / (2 * count));
  spec.precision = precision;
  return spec;
}

void validate_shutter(const Film& film) {
  const int count = film.picture.sampling.sub_frames;
  if (!(film.shutter >= 0 && film.shutter <= 1)) {
    throw InvalidInput("shutter", fmt::format("{}: above 0 up to 1 is accepted", film.shutter));
  }
  if ((film.shutter > 0) != (count > 1)) {
    throw InvalidInput("shutter-frames", fmt::format("{}: 2 to {} are accepted, and a shutter that they are of", count,
                                                     Sampling::kMaxSubFrames));
  }
}

/// Of a frame's pictures its own, the first and the last.
void validate_frame(const Film& film, std::int64_t frame) {
  const RenderSpec spec = film.frame_spec(frame);
  spec.validate();
  if (film.shutter == 0) return;
  for (const int j : {0, film.picture.sampling.sub_frames - 1}) {
    sub_frame_spec(film, frame, j, spec.precision).validate();
  }
}

void check_is_on_no_axis(const RenderSpec& picture, char letter, const std::string& field) {
  for (const auto& [axis, side] : {std::pair(picture.horizontal, "horizontal"), {picture.vertical, "vertical"}}) {
    if (axis.letter != letter) continue;
    throw InvalidInput(field, fmt::format("letter {} is on the {} axis, where each pixel has a rate of its own; move "
                                          "another letter, or put another one on the axis",
                                          letter, side));
  }
}

void validate_movements(const Film& film) {
  if (film.movements.empty()) {
    throw InvalidInput("nothing moves in this film: it needs a circle, a sweep, a zoom or a track of keys");
  }
  std::vector<std::string> moved;
  for (const Movement& movement : film.movements) {
    validate(movement);
    for (const std::string& name : moved_by(movement)) {
      if (std::find(moved.begin(), moved.end(), name) != moved.end()) {
        throw InvalidInput(field_of(movement), fmt::format("{} moves in two ways; leave out one", name));
      }
      if (name.size() == 1) check_is_on_no_axis(film.picture, name.front(), field_of(movement));
      if (name.size() == 1 && film.picture.constants.contains(name.front())) {
        throw InvalidInput(rate_field(name.front()), fmt::format("letter {} moves in this film; leave one out", name));
      }
      moved.push_back(name);
    }
  }
}

/// What of a picture an error about it is about, as moved_by() calls it; "" if that cannot move.
std::string subject_of(const Film& film, const InvalidInput& error) {
  const std::string rate = "rate of ";
  if (error.field().starts_with(rate)) return error.field().substr(rate.size());
  for (const char* name : {"x0", "iterations", "palette-offset", "palette-mix"}) {
    if (error.field() == name) return name;
  }
  if (!error.field().starts_with("window of ")) return "";
  return error.field().back() == film.picture.horizontal.letter ? "the horizontal window" : "the vertical window";
}

/// What is wrong with a frame, said of the movement that made it so.
InvalidInput error_of_frame(const Film& film, std::int64_t frame, const InvalidInput& error) {
  const std::string where = frame > 0 ? fmt::format(" (in frame {})", frame) : "";
  const std::string subject = subject_of(film, error);
  for (const Movement& movement : film.movements) {
    const std::vector<std::string> moved = moved_by(movement);
    if (std::find(moved.begin(), moved.end(), subject) == moved.end()) continue;
    return InvalidInput(field_of(movement), error.what() + where);
  }
  return InvalidInput(error.field(), error.problem() + where);
}

}  // namespace

RenderSpec Film::frame_spec(std::int64_t frame) const {
  return spec_at(*this, static_cast<double>(frame));
}

std::vector<RenderSpec> Film::sub_frame_specs(std::int64_t frame) const {
  if (shutter == 0) return {frame_spec(frame)};
  const Precision precision = choose_precision(frame_spec(frame));
  std::vector<RenderSpec> specs;
  for (int j = 0; j < picture.sampling.sub_frames; ++j) specs.push_back(sub_frame_spec(*this, frame, j, precision));
  return specs;
}

void Film::validate() const {
  if (frames < 1 || frames > kMaxFrames) {
    throw InvalidInput("frames", fmt::format("{}: 1 to {} are accepted", frames, kMaxFrames));
  }
  validate_shutter(*this);
  validate_movements(*this);
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    retelling([&](const InvalidInput& error) { return error_of_frame(*this, frame, error); },
              [&] { validate_frame(*this, frame); });
  }
}

std::int64_t frames_in(double seconds, const FrameRate& rate) {
  return std::max<std::int64_t>(
      1, std::llround(seconds * static_cast<double>(rate.numerator) / static_cast<double>(rate.denominator)));
}

}  // namespace lyap
