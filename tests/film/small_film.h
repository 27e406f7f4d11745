#pragma once

#include "host/base/version.h"
#include "host/film/picture_sequence.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace lyap {

// A film of tiny frames, each with its own pixels and its own command line.

inline PngImage describe_small_frame(std::int64_t frame) {
  return {5,
          3,
          {{0, 0, 0}, {255, 255, 255}, {7, 8, 9}},
          {{"Software", fmt::format("lyap {}", kVersion)},
           {"Title", "Lyapunov fractal AB"},
           {"Comment", fmt::format("lyap render 'AB' --size 5x3 --iterations 400 --x0 0.{}", frame)}}};
}

inline std::vector<std::byte> small_frame(std::int64_t frame) {
  std::vector<std::byte> pixels(15);
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    pixels[i] = static_cast<std::byte>((i * i + static_cast<std::size_t>(frame)) % 3);
  }
  return pixels;
}

/// Frames first to last under `pattern`.
inline PictureSequenceSpec small_film(const std::string& pattern, std::int64_t first, std::int64_t last) {
  return {pattern, first, last, 1, describe_small_frame};
}

/// Makes these frames of the film.
inline void make_small_film(const PictureSequenceSpec& spec, const std::vector<std::int64_t>& frames) {
  PictureSequence sequence(spec);
  for (const std::int64_t frame : frames) sequence.write(frame, small_frame(frame));
  sequence.finish();
}

}  // namespace lyap
