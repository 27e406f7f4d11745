#include "host/jobs/still_files.h"

#include "host/axes/axes_layout.h"
#include "host/output/picture_file.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

namespace lyap {
namespace {

bool is_exr(const StillJob& job) {
  return picture_format_of(job.output) == PictureFormat::kExr;
}

Coloring coloring_of(const StillJob& job) {
  const int depth = is_exr(job) ? kContinuousDepth : job.depth;
  return coloring_of(job.spec, job.palette, picture_file_format(job.spec, job.palette, depth));
}

/// Backends paint what has 8 bits, unless its exponents are wanted too, and what has no exponents: averages.
bool is_painted_here(const StillJob& job) {
  if (!job.spec.sampling.is_single()) return false;
  return !job.exponents.empty() || job.depth != kPaletteDepth || is_exr(job);
}

std::string text_of(const Axis& axis) {
  return fmt::format("{}={}:{}", axis.letter, axis.range.min, axis.range.max);
}

std::optional<AnnotatedPicture> annotated_picture(const StillJob& job) {
  if (!job.annotations.any()) return std::nullopt;
  return AnnotatedPicture{job.annotations, job.spec.size, job.spec.horizontal, job.spec.vertical,
                          look_of(job.spec, job.palette, job.depth)};
}

PictureTarget target_of(const StillJob& job, const Frame& frame) {
  return {.path = job.output,
          .look = look_of(job.spec, job.palette, job.depth),
          .image = picture_file_of(job.spec, job.palette, job.depth, job.annotations),
          .annotated = annotated_picture(job),
          .horizontal = text_of(job.spec.horizontal),
          .vertical = text_of(job.spec.vertical),
          .is_painted_here = is_painted_here(job),
          .precision = frame.precision(),
          .has_periods = frame.with_periods(),
          .sequence_period = frame.plane().sequence_period(),
          .samples = told_samples(job.spec.sampling)};
}

/// Of the formats in which a picture of one colour is told.
std::size_t counted_bytes(PixelFormat format) {
  if (format == PixelFormat::kIndexed8) return 1;
  return format == PixelFormat::kRgb24 ? 3 : 0;
}

}  // namespace

std::shared_ptr<const Frame> frame_of(const StillJob& job) {
  const bool painted_here = is_painted_here(job);
  const bool needs_periods = painted_here && job.spec.shown == Quantity::kPeriod;
  const Beside beside = !job.periods.empty() || needs_periods ? Beside::kPeriods : Beside::kNothing;
  if (painted_here) return std::make_shared<const Frame>(job.spec, beside);
  return std::make_shared<const Frame>(job.spec, coloring_of(job), beside);
}

PngImage png_file_of(const StillJob& job) {
  PngImage image = picture_file_of(job.spec, job.palette, job.depth, job.annotations);
  if (const auto annotated = annotated_picture(job)) {
    const Size figure = AxesLayout(*annotated).figure;
    image.width = static_cast<std::uint32_t>(figure.width);
    image.height = static_cast<std::uint32_t>(figure.height);
    image.palette.clear();
  }
  return image;
}

StillFiles::StillFiles(const StillJob& job, const Frame& frame, const Work& work)
    : pixel_bytes_(counted_bytes(frame.format())),
      picture_(job.has_picture() ? open_picture(target_of(job, frame), work) : nullptr) {
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
  if (picture_ != nullptr) picture_->store(band);
  if (pixel_bytes_ > 0) count_colors(band);
}

void StillFiles::count_colors(const Band& band) {
  for (std::size_t at = 0; at + pixel_bytes_ <= band.pixels.size(); at += pixel_bytes_) {
    const std::byte* pixel = &band.pixels[at];
    ++pixels_;
    if (std::equal(pixel, pixel + pixel_bytes_, candidate_.begin())) {
      ++votes_;
      ++matches_;
    } else if (--votes_ < 0) {
      std::copy_n(pixel, pixel_bytes_, candidate_.begin());
      votes_ = 1;
      matches_ = 1;
    }
  }
}

double StillFiles::share_of_one_color() const {
  return pixels_ == 0 ? 0 : static_cast<double>(matches_) / static_cast<double>(pixels_);
}

void StillFiles::finish() {
  for (const auto* array : {&exponents_, &periods_}) {
    if (*array != nullptr) (*array)->finish();
  }
  if (picture_ != nullptr) picture_->finish();
  for (const auto* array : {&exponents_, &periods_}) {
    if (*array != nullptr) (*array)->commit();
  }
  if (picture_ != nullptr) picture_->commit();
}

}  // namespace lyap
