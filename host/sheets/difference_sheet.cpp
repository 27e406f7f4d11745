#include "host/sheets/difference_sheet.h"

#include "host/base/error.h"
#include "host/drawing/rectangle.h"
#include "host/sheets/sheet_colors.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>

#include <fmt/format.h>

namespace lyap {
namespace {

PngImage png_image_of(const DifferenceLayout& layout, const SheetTexts& texts) {
  PngImage image;
  image.width = static_cast<std::uint32_t>(layout.sheet.width);
  image.height = static_cast<std::uint32_t>(layout.sheet.height);
  image.text = texts.metadata;
  return image;
}

std::span<const std::byte> bytes_of(std::span<const Rgb8> pixels) {
  static_assert(sizeof(Rgb8) == 3);
  return std::as_bytes(pixels);
}

}  // namespace

DifferenceSheet::DifferenceSheet(ByteSink& sink, Size size, const SheetTexts& texts)
    : layout_(size),
      typeface_(layout_.text_size),
      sink_(sink),
      png_(sink, png_image_of(layout_, texts)),
      line_(static_cast<std::size_t>(layout_.sheet.width), kSheetBackground),
      differing_columns_(static_cast<std::size_t>(size.width)) {
  const std::array labels{texts.left, texts.right, std::string("difference in ulps")};
  draw_part(0, layout_.panels_top, [&](RgbImage& image, int top) {
    const std::string title = typeface_.fitting(texts.title, layout_.line_width());
    typeface_.draw(image, layout_.margin, layout_.title_baseline - top, title, kSheetForeground);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const std::string label = typeface_.fitting(labels[i], layout_.label_width);
      typeface_.draw(image, layout_.panel_left[i], layout_.labels_baseline - top, label, kSheetForeground);
    }
  });
}

void DifferenceSheet::draw_part(int first, int end, const std::function<void(RgbImage& image, int top)>& draw) {
  constexpr int kPixelsAtATime = 1 << 18;
  const int rows_at_a_time = std::max(1, kPixelsAtATime / layout_.sheet.width);
  for (int top = first; top < end; top += rows_at_a_time) {
    RgbImage image(layout_.sheet.width, std::min(rows_at_a_time, end - top), kSheetBackground);
    draw(image, top);
    png_.write_rows(bytes_of(image.pixels));
  }
}

void DifferenceSheet::add_rows(std::span<const Rgb8> left, std::span<const Rgb8> right,
                               std::span<const std::int8_t> bins) {
  const auto width = static_cast<std::size_t>(layout_.picture.width);
  const std::size_t rows = bins.size() / width;
  const auto rows_left = static_cast<std::size_t>(layout_.picture.height - rows_added_);
  if (left.size() != bins.size() || right.size() != bins.size() || bins.size() % width != 0 || rows > rows_left) {
    throw Failure(fmt::format("cannot write {}: {}, {} and {} pixels came where {} rows of {} are missing",
                              sink_.shown_name(), left.size(), right.size(), bins.size(), rows_left, width));
  }
  for (std::size_t at = 0; at < bins.size(); at += width) {
    add_row(left.subspan(at, width), right.subspan(at, width), bins.subspan(at, width));
  }
}

void DifferenceSheet::add_row(std::span<const Rgb8> left, std::span<const Rgb8> right,
                              std::span<const std::int8_t> bins) {
  bool differs = false;
  for (std::size_t column = 0; column < bins.size(); ++column) {
    set_pixel(0, column, left[column]);
    set_pixel(1, column, right[column]);
    set_pixel(2, column, colors_.of(bins[column]));
    if (bins[column] < 0) continue;
    differs = true;
    differing_columns_[column] = true;
  }
  if (differs) thick_mark_left_ = layout_.mark_thickness;
  for (int i = 0; i < layout_.enlargement; ++i) {
    const auto mark = line_.begin() + layout_.row_marks_left;
    const auto middle = mark + layout_.half_mark_length;
    std::fill(mark, middle, differs ? kSheetForeground : kSheetBackground);
    std::fill(middle, middle + layout_.half_mark_length, thick_mark_left_ > 0 ? kSheetForeground : kSheetBackground);
    thick_mark_left_ = std::max(thick_mark_left_ - 1, 0);
    png_.write_rows(bytes_of(line_));
  }
  ++rows_added_;
}

void DifferenceSheet::set_pixel(std::size_t panel, std::size_t column, Rgb8 color) {
  const int left = layout_.panel_left[panel] + static_cast<int>(column) * layout_.enlargement;
  std::fill_n(line_.begin() + left, layout_.enlargement, color);
}

void DifferenceSheet::finish(const std::string& verdict) {
  if (rows_added_ < layout_.picture.height) {
    throw Failure(fmt::format("cannot write {}: {} of the pictures' rows are missing", sink_.shown_name(),
                              layout_.picture.height - rows_added_));
  }
  draw_part(layout_.panels_bottom(), layout_.sheet.height, [&](RgbImage& image, int top) {
    draw_last_marks(image, top);
    draw_ulp_legend(image, layout_.margin, layout_.legend_baseline - top, colors_, typeface_);
    const std::string line = typeface_.fitting(verdict, layout_.line_width());
    typeface_.draw(image, layout_.margin, layout_.verdict_baseline - top, line, kSheetForeground);
  });
  png_.finish();
}

void DifferenceSheet::draw_last_marks(RgbImage& image, int top) const {
  const int half = layout_.half_mark_length;
  fill_rectangle(image, {layout_.row_marks_left + half, layout_.panels_bottom() - top, half, thick_mark_left_},
                 kSheetForeground);
  const int marks_top = layout_.column_marks_top - top;
  for (std::size_t column = 0; column < differing_columns_.size(); ++column) {
    if (!differing_columns_[column]) continue;
    const int left = layout_.panel_left[2] + static_cast<int>(column) * layout_.enlargement;
    fill_rectangle(image, {left, marks_top, layout_.enlargement, half}, kSheetForeground);
    fill_rectangle(image, {left, marks_top + half, layout_.mark_thickness, half}, kSheetForeground);
  }
}

}  // namespace lyap
