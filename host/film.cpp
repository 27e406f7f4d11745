#include "host/film.h"

#include "host/error.h"

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
    throw InvalidInput("nothing moves in this film: use --circle, --sweep, --zoom or a timeline file");
  }
  std::vector<std::string> moved;
  for (const Movement& movement : film.movements) {
    validate(movement);
    for (const std::string& name : moved_by(movement)) {
      if (std::find(moved.begin(), moved.end(), name) != moved.end()) {
        throw InvalidInput(fmt::format("{} moves in two ways; leave out one", name));
      }
      if (name.size() == 1 && film.picture.constants.contains(name.front())) {
        throw InvalidInput("--set", fmt::format("letter {} moves in this film; leave one out", name));
      }
      moved.push_back(name);
    }
  }
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
    throw InvalidInput("--frames", fmt::format("{}: 1 to {} are accepted", frames, kMaxFrames));
  }
  validate_movements(*this);
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    try {
      frame_spec(frame).validate();
    } catch (const InvalidInput& error) {
      if (frame == 0) throw;
      throw InvalidInput(error.option(), fmt::format("{} (in frame {})", error.problem(), frame));
    }
  }
}

std::int64_t frames_in(double seconds, const FrameRate& rate) {
  return std::max<std::int64_t>(
      1, std::llround(seconds * static_cast<double>(rate.numerator) / static_cast<double>(rate.denominator)));
}

}  // namespace lyap
