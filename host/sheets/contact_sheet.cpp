#include "host/sheets/contact_sheet.h"

#include "host/base/error.h"
#include "host/sheets/sheet_colors.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The text's size is this part of the film's lower side.
constexpr int kCaptionPart = 64;
constexpr int kSmallestCaption = 11;
/// The widest caption, "frame 123456, 100:00.00", in text sizes.
constexpr int kCaptionWidth = 13;

PngImage sheet_image(Size sheet, const std::vector<PngText>& text) {
  return {static_cast<std::uint32_t>(sheet.width), static_cast<std::uint32_t>(sheet.height), {}, text, 8};
}

}  // namespace

ContactSheetLayout::ContactSheetLayout(Size film, const SheetGrid& sheet_grid)
    : grid(sheet_grid),
      text_size(std::max(kSmallestCaption, std::min(film.width, film.height) / kCaptionPart)),
      margin(text_size),
      gap(text_size) {
  const Typeface typeface(text_size);
  caption_drop = text_size / 3 + typeface.cap_height();
  row_gap = caption_drop + typeface.descent() + gap / 2;
  const double shape = static_cast<double>(film.height) / film.width;
  const int width_of_column = (film.width - 2 * margin - (grid.columns - 1) * gap) / grid.columns;
  const int height_of_row = (film.height - 2 * margin) / grid.rows - row_gap;
  const int width = std::max(std::min(width_of_column, static_cast<int>(height_of_row / shape)),
                             std::min(kCaptionWidth * text_size, film.width));
  frame = {width, std::max(1, static_cast<int>(width * shape + 0.5))};
  sheet = {2 * margin + grid.columns * frame.width + (grid.columns - 1) * gap,
           2 * margin + grid.rows * (frame.height + row_gap) - gap / 2};
}

ContactSheet::ContactSheet(ByteSink& sink, const ContactSheetLayout& layout, const std::vector<PngText>& text)
    : layout_(layout),
      typeface_(layout.text_size),
      sink_(sink),
      png_(sink, sheet_image(layout.sheet, text)),
      strip_(layout.sheet.width, layout.frame.height + layout.row_gap, kSheetBackground) {
  write_paper(layout_.margin);
}

void ContactSheet::write_paper(int rows) {
  const RgbImage paper(layout_.sheet.width, rows, kSheetBackground);
  png_.write_rows(std::as_bytes(std::span(paper.pixels)));
}

void ContactSheet::add_frame(std::span<const std::byte> pixels, const std::string& caption) {
  const auto [width, height] = layout_.frame;
  const std::size_t row_bytes = std::size_t{3} * static_cast<std::size_t>(width);
  if (frames_added_ == layout_.grid.frames() || pixels.size() != row_bytes * static_cast<std::size_t>(height)) {
    throw Failure(fmt::format("cannot write {}: {} bytes came as frame {} of {}", sink_.shown_name(), pixels.size(),
                              frames_added_ + 1, layout_.grid.frames()));
  }
  const int column = frames_added_ % layout_.grid.columns;
  const int left = layout_.margin + column * (width + layout_.gap);
  for (int row = 0; row < height; ++row) {
    std::ranges::copy(
        pixels.subspan(static_cast<std::size_t>(row) * row_bytes, row_bytes),
        std::as_writable_bytes(std::span(&strip_.at(left, row), static_cast<std::size_t>(width))).begin());
  }
  const std::string text = typeface_.fitting(caption, width);
  typeface_.draw(strip_, left + (width - typeface_.width(text)) / 2, height + layout_.caption_drop, text,
                 kSheetForeground);
  ++frames_added_;
  if (frames_added_ % layout_.grid.columns != 0) return;
  const bool is_last = frames_added_ == layout_.grid.frames();
  const int rows = strip_.height - (is_last ? layout_.gap / 2 : 0);
  png_.write_rows(std::as_bytes(
      std::span(strip_.pixels).first(static_cast<std::size_t>(rows) * static_cast<std::size_t>(strip_.width))));
  std::ranges::fill(strip_.pixels, kSheetBackground);
}

void ContactSheet::finish() {
  if (const int missing = layout_.grid.frames() - frames_added_; missing > 0) {
    throw Failure(fmt::format("cannot write {}: {} frames are missing", sink_.shown_name(), missing));
  }
  write_paper(layout_.margin);
  png_.finish();
}

}  // namespace lyap
