#include "tools/explore/wasm/picture_rows.h"

#include "host/color/coloring.h"
#include "host/jobs/still_frame.h"

#include <algorithm>

namespace lyap {

PictureRows::PictureRows(const StillJob& job) : frame_(frame_of(job)) {
  if (is_painted_here(job)) painter_.emplace(look_of(job.spec, job.palette, job.depth), frame_->precision(), 1);
}

int PictureRows::rows_per_band() const {
  constexpr double kPixels = 1 << 17;
  constexpr double kSteps = 2e8;
  return std::min(frame_->plane().rows_within(kPixels, kSteps), frame_->size().height);
}

std::span<const std::byte> PictureRows::compute(BandComputer& computer, Rows rows) {
  const Band band = computer.compute(*frame_, rows);
  return painter_ ? painter_->paint(band, frame_->plane().sequence_period()) : band.pixels;
}

}  // namespace lyap
