#include "host/jobs/comparison_files.h"

#include "host/color/continuous_palette.h"
#include "host/film/frame_names.h"

#include <span>

namespace lyap {
namespace {

std::string name_for(const ComparisonJob& job, const std::string& path, std::int64_t frame) {
  return job.is_film && is_frame_pattern(path) ? FrameNames(path).name(frame) : path;
}

std::span<const Rgb8> as_colors(std::span<const std::byte> pixels) {
  static_assert(sizeof(Rgb8) == 3);
  return {reinterpret_cast<const Rgb8*>(pixels.data()), pixels.size() / sizeof(Rgb8)};
}

std::unique_ptr<NpyFile> exponents_file(const std::string& path, const ExponentSource& source,
                                        const std::stop_token& stop) {
  return std::make_unique<NpyFile>(path, source.size(), npy_type_of(source.precision()), stop);
}

}  // namespace

ComparisonFiles::SheetFile::SheetFile(const std::string& path, const ExponentSource& left, const ExponentSource& right,
                                      const Coloring& coloring, const SheetTexts& texts, const Work& work)
    : file(path, work.stop),
      sheet(file, left.size(), texts),
      left_is_double(left.precision() == Precision::kDouble),
      right_is_double(right.precision() == Precision::kDouble),
      left_painter(coloring, left.precision(), work.threads),
      right_painter(coloring, right.precision(), work.threads) {}

void ComparisonFiles::SheetFile::add_band(const ExponentBand& left, const ExponentBand& right) {
  const ExponentsView left_view{left.values.data(), left_is_double};
  const ExponentsView right_view{right.values.data(), right_is_double};
  bins.resize(left.values.size() / (left_is_double ? sizeof(double) : sizeof(float)));
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const auto pixel = static_cast<std::int64_t>(i);
    bins[i] = static_cast<std::int8_t>(difference_bin(left_view, right_view, pixel));
  }
  sheet.add_rows(as_colors(left_painter.paint(left.values)), as_colors(right_painter.paint(right.values)), bins);
}

ComparisonFiles::ComparisonFiles(const ComparisonJob& job, std::int64_t frame, const ExponentSource& left,
                                 const ExponentSource& right, const SheetTexts& texts, const Work& work) {
  if (job.difference_sheet) {
    const Coloring coloring{std::make_shared<const ColorTable>(entry_colors(job.palette), PixelFormat::kRgb24)};
    sheet_ =
        std::make_unique<SheetFile>(name_for(job, *job.difference_sheet, frame), left, right, coloring, texts, work);
  }
  if (job.exponents_file) {
    const std::string path = name_for(job, *job.exponents_file, frame);
    left_exponents_ = exponents_file(name_of_side(path, "left"), left, work.stop);
    right_exponents_ = exponents_file(name_of_side(path, "right"), right, work.stop);
  }
}

void ComparisonFiles::add_band(const ExponentBand& left, const ExponentBand& right) {
  if (left_exponents_ != nullptr) {
    left_exponents_->write_rows(left.values);
    right_exponents_->write_rows(right.values);
  }
  if (sheet_ != nullptr) sheet_->add_band(left, right);
}

void ComparisonFiles::finish(const std::string& verdict) {
  if (sheet_ != nullptr) sheet_->sheet.finish(verdict);
  if (left_exponents_ != nullptr) {
    left_exponents_->finish();
    right_exponents_->finish();
    left_exponents_->commit();
    right_exponents_->commit();
  }
  if (sheet_ != nullptr) sheet_->file.commit();
}

}  // namespace lyap
