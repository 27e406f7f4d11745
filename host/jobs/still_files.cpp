#include "host/jobs/still_files.h"

#include "host/output/picture_file.h"

namespace lyap {

namespace {

Coloring coloring_of(const StillJob& job) {
  return coloring_of(job.spec, job.palette, picture_file_format(job.spec, job.palette));
}

}  // namespace

std::shared_ptr<const Frame> frame_of(const StillJob& job) {
  const bool with_exponents = !job.exponents.empty();
  const bool is_painted_from_periods = with_exponents && job.spec.shown == Quantity::kPeriod;
  const Beside beside = !job.periods.empty() || is_painted_from_periods ? Beside::kPeriods : Beside::kNothing;
  if (with_exponents) return std::make_shared<const Frame>(job.spec, beside);
  return std::make_shared<const Frame>(job.spec, coloring_of(job), beside);
}

StillFiles::StillFiles(const StillJob& job, const Frame& frame, const Work& work)
    : shown_(job.spec.shown),
      sequence_period_(frame.plane().sequence_period()),
      picture_(job.output, work.stop),
      png_(picture_, picture_file_of(job.spec, job.palette)) {
  if (!job.exponents.empty()) {
    painter_.emplace(coloring_of(job), frame.precision(), work.threads);
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
  if (!painter_) return band.pixels;
  return shown_ == Quantity::kPeriod ? painter_->paint_periods(band.periods, sequence_period_)
                                     : painter_->paint(band.pixels);
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
