#include "host/jobs/still_files.h"

#include "host/axes/axes_layout.h"
#include "host/base/text.h"
#include "host/jobs/still_frame.h"
#include "host/output/npz_file.h"
#include "host/output/picture_file.h"
#include "host/spec/pixel_rates.h"
#include "host/spec/recipe_json.h"

#include <fmt/format.h>

namespace lyap {
namespace {

std::string text_of(const Axis& axis) {
  return fmt::format("{}={}:{}", axis.letter, axis.range.min, axis.range.max);
}

std::optional<AnnotatedPicture> annotated_picture(const StillJob& job) {
  if (!job.annotations.any()) return std::nullopt;
  return AnnotatedPicture{job.annotations, job.spec.size, job.spec.horizontal, job.spec.vertical,
                          look_of(job.spec, job.palette, job.depth)};
}

std::unique_ptr<NumberFile> exponents_file(const StillJob& job, const Frame& frame, const Work& work) {
  const NpyType type = npy_type_of(frame.precision());
  if (file_ending(job.exponents) != ".npz") {
    return std::make_unique<NpyFile>(job.exponents, frame.size(), type, work.stop);
  }
  const NpzTexts texts{{job.spec.horizontal.letter, column_rates(job.spec, frame.size().width)},
                       {job.spec.vertical.letter, row_rates(job.spec)},
                       recipe_json(recipe_of(job.spec, job.palette, job.depth, job.annotations))};
  return std::make_unique<NpzFile>(job.exponents, frame.size(), type, texts, work.stop);
}

}  // namespace

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
    : vote_(frame.format(), frame.size()),
      picture_(job.has_picture() ? open_picture(target_of(job, frame), work) : nullptr) {
  if (!job.exponents.empty()) {
    exponents_ = exponents_file(job, frame, work);
  }
  if (!job.periods.empty()) {
    periods_ = std::make_unique<NpyFile>(job.periods, frame.size(), NpyType::kUint32, work.stop);
  }
}

void StillFiles::store(const Band& band) {
  if (exponents_ != nullptr) exponents_->write_rows(band.pixels);
  if (periods_ != nullptr) periods_->write_rows(std::as_bytes(band.periods));
  if (picture_ != nullptr) picture_->store(band);
  vote_.add(band.pixels);
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
