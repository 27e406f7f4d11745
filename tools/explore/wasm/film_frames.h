#pragma once

#include "host/color/coloring.h"
#include "host/jobs/film_job.h"
#include "tools/explore/wasm/band_computer.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace lyap {

/// The frames of a film as an encoder takes them, in any order: those that run_film() hands to its sink.
class FilmFrames {
 public:
  /// The tone must not be open. Throws InvalidInput, naming the field, for what the frames cannot be: of another format
  /// than yuv420p, or with odd sides.
  explicit FilmFrames(const FilmJob& job);

  /// Frame `number` of the output, from 0: its lumas, then Cb, then Cr, of BT.709 in limited range. Valid until the
  /// next call.
  std::span<const std::byte> compute(BandComputer& computer, std::int64_t number) const;

 private:
  FilmJob job_;
  Coloring coloring_;
};

}  // namespace lyap
