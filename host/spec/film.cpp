#include "host/spec/film.h"

#include "host/base/error.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

namespace lyap {
namespace {

FilmTime time_of(const Film& film, std::int64_t frame) {
  const auto frames = static_cast<double>(film.frames);
  const auto k = static_cast<double>(frame);
  // Modulo, so that the frame after the last one has the very numbers of the first.
  const double turn = static_cast<double>(frame % film.frames) / frames;
  const double once = film.frames > 1 ? k / (frames - 1) : 0;
  const double there_and_back = turn <= 0.5 ? 2 * turn : 2 * (1 - turn);
  const double seconds = k * static_cast<double>(film.rate.denominator) / static_cast<double>(film.rate.numerator);
  return {turn, film.ping_pong ? there_and_back : once, seconds};
}

void validate_movements(const Film& film) {
  if (film.movements.empty()) {
    throw InvalidInput("nothing moves in this film: it needs a circle, a sweep, a zoom or a timeline");
  }
  std::vector<std::string> moved;
  for (const Movement& movement : film.movements) {
    validate(movement);
    for (const std::string& name : moved_by(movement)) {
      if (std::find(moved.begin(), moved.end(), name) != moved.end()) {
        throw InvalidInput(field_of(movement), fmt::format("{} moves in two ways; leave out one", name));
      }
      if (name.size() == 1 && film.picture.constants.contains(name.front())) {
        throw InvalidInput(rate_field(name.front()), fmt::format("letter {} moves in this film; leave one out", name));
      }
      moved.push_back(name);
    }
  }
}

/// What of a picture an error about it is about, as moved_by() calls it; "" if that cannot move.
std::string subject_of(const InvalidInput& error) {
  const std::string rate = "rate of ";
  if (error.field().starts_with(rate)) return error.field().substr(rate.size());
  for (const char* name : {"x0", "iterations", "palette-offset"}) {
    if (error.field() == name) return name;
  }
  return error.field().starts_with("window of") ? "the window" : "";
}

/// What is wrong with a frame, said of the movement that made it so.
InvalidInput error_of_frame(const Film& film, std::int64_t frame, const InvalidInput& error) {
  const std::string where = frame > 0 ? fmt::format(" (in frame {})", frame) : "";
  const std::string subject = subject_of(error);
  for (const Movement& movement : film.movements) {
    const std::vector<std::string> moved = moved_by(movement);
    if (std::find(moved.begin(), moved.end(), subject) == moved.end()) continue;
    return InvalidInput(field_of(movement), error.what() + where);
  }
  return InvalidInput(error.field(), error.problem() + where);
}

}  // namespace

RenderSpec Film::frame_spec(std::int64_t frame) const {
  RenderSpec spec = picture;
  const FilmTime time = time_of(*this, frame);
  for (const Movement& movement : movements) apply(movement, time, spec);
  return spec;
}

void Film::validate() const {
  if (frames < 1 || frames > kMaxFrames) {
    throw InvalidInput("frames", fmt::format("{}: 1 to {} are accepted", frames, kMaxFrames));
  }
  validate_movements(*this);
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    try {
      frame_spec(frame).validate();
    } catch (const InvalidInput& error) {
      throw error_of_frame(*this, frame, error);
    }
  }
}

std::int64_t frames_in(double seconds, const FrameRate& rate) {
  return std::max<std::int64_t>(
      1, std::llround(seconds * static_cast<double>(rate.numerator) / static_cast<double>(rate.denominator)));
}

}  // namespace lyap
