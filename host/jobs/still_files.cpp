#include "host/jobs/still_files.h"

#include "host/output/picture_file.h"

namespace lyap {
namespace {

Coloring coloring_of(const StillJob& job) {
  return {std::make_shared<const ColorTable>(job.palette, picture_file_format(job.palette)), job.spec.shown};
}

/// Backends paint what has 8 bits, unless its exponents are wanted too.
bool is_painted_here(const StillJob& job) {
  return !job.exponents.empty() || job.depth != kPaletteDepth;
}

}  // namespace

std::shared_ptr<const Frame> frame_of(const StillJob& job) {
  const bool painted_here = is_painted_here(job);
  const bool needs_periods = painted_here && job.spec.shown == Quantity::kPeriod;
  const Beside beside = !job.periods.empty() || needs_periods ? Beside::kPeriods : Beside::kNothing;
  if (painted_here) return std::make_shared<const Frame>(job.spec, beside);
  return std::make_shared<const Frame>(job.spec, coloring_of(job), beside);
}

StillFiles::StillFiles(const StillJob& job, const Frame& frame, const Work& work)
    : sequence_period_(frame.plane().sequence_period()),
      picture_(job.output, work.stop),
      png_(picture_, picture_file_of(job.spec, job.palette, job.depth)) {
  if (is_painted_here(job)) {
    painter_.emplace(PictureLook{job.palette, job.spec.shown, job.depth}, frame.precision(), work.threads);
  }
  if (!job.exponents.empty()) {
    exponents_ = std::make_unique<NpyFile>(job.exponents, frame.size(), npy_type_of(frame.precision()), work.stop);
  }
  if (!job.periods.empty()) {
    periods_ = std::make_unique<NpyFile>(job.periods, frame.size(), NpyType::kUint32, work.stop);
  }
}

void StillFiles::store(const Band& band) {
  if (exponents_ != nullptr) exponents_->write_rows(band.pixels);
  if (periods_ != nullptr) periods_->write_rows(std::as_bytes(band.periods));
  png_.write_rows(picture_rows(band));
}

std::span<const std::byte> StillFiles::picture_rows(const Band& band) {
  return painter_ ? painter_->paint(band, sequence_period_) : band.pixels;
}

void StillFiles::finish() {
  for (const auto* array : {&exponents_, &periods_}) {
    if (*array != nullptr) (*array)->finish();
  }
  png_.finish();
  for (const auto* array : {&exponents_, &periods_}) {
    if (*array != nullptr) (*array)->commit();
  }
  picture_.commit();
}

}  // namespace lyap
