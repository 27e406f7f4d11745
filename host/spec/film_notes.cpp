#include "host/spec/film_notes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Of a movement that moves nothing.
std::string note_of_rest(const Movement& movement) {
  return fmt::format("{} does not move: all frames have the same of it", moved_by(movement).front());
}

/// Of keys that no frame comes to.
std::string note_of_last_key(const Film& film) {
  double end = 0;
  for (const Movement& movement : film.movements) end = std::max(end, end_of(movement));
  const double last = static_cast<double>(film.frames - 1) / film.rate.per_second();
  constexpr double kRounding = 1e-9;
  if (end <= last + kRounding) return "";
  return fmt::format("the last key, at {} s, comes after the last frame, at {:.3f} s; {} frames come to it", end, last,
                     frames_in(end, film.rate) + 1);
}

/// Whether two neighbours along a side have one rate in double.
bool merges(const Range& range, int pixels) {
  if (pixels < 2) return false;
  const double largest = std::max(std::abs(range.min), std::abs(range.max));
  const double ulp = std::nextafter(largest, std::numeric_limits<double>::infinity()) - largest;
  return (range.max - range.min) / (pixels - 1) < ulp;
}

}  // namespace

std::string note_of_depth(const RenderSpec& spec) {
  if (!merges(spec.horizontal.range, spec.size.width) && !merges(spec.vertical.range, spec.size.height)) return "";
  return "pixels are closer together than numbers of double precision, so that neighbours are the same";
}

std::vector<std::string> notes_of(const Film& film) {
  std::vector<std::string> notes;
  const bool all_rest = std::ranges::all_of(film.movements, stands_still);
  if (all_rest) notes.emplace_back("nothing moves: all frames are the same picture");
  for (const Movement& movement : film.movements) {
    if (!all_rest && stands_still(movement)) notes.push_back(note_of_rest(movement));
  }
  for (std::string note : {note_of_last_key(film), note_of_depth(film.frame_spec(film.frames - 1))}) {
    if (!note.empty()) notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace lyap
