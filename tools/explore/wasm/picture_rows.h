#pragma once

#include "host/compute/frame.h"
#include "host/jobs/picture_painter.h"
#include "host/jobs/still_job.h"
#include "tools/explore/wasm/band_computer.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

namespace lyap {

/// The pixels of a picture's PNG file, any rows at a time: those that run_still() stores.
class PictureRows {
 public:
  /// The tone must not be open. Throws InvalidInput if the spec is not valid.
  explicit PictureRows(const StillJob& job);

  /// As many rows as make a good band: some tenths of a second of work at most, unless a row takes longer.
  int rows_per_band() const;

  /// Valid until the next call.
  std::span<const std::byte> compute(BandComputer& computer, Rows rows);

 private:
  std::shared_ptr<const Frame> frame_;
  /// Of a frame of exponents.
  std::optional<PicturePainter> painter_;
};

}  // namespace lyap
