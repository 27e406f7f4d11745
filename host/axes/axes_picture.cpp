#include "host/axes/axes_picture.h"

#include "host/base/error.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr Rgb8 kPaper = {255, 255, 255};
constexpr Rgb8 kInk = {32, 32, 32};

PngImage figure_image(const PngImage& image, Size figure) {
  return {static_cast<std::uint32_t>(figure.width), static_cast<std::uint32_t>(figure.height), {}, image.text, 8};
}

Rectangle moved_up(const Rectangle& rectangle, int rows) {
  return {rectangle.left, rectangle.top - rows, rectangle.width, rectangle.height};
}

}  // namespace

AxesPicture::AxesPicture(ByteSink& sink, const PngImage& image, const AnnotatedPicture& annotated)
    : layout_(annotated),
      typeface_(layout_.text_size),
      horizontal_letter_(1, annotated.horizontal.letter),
      vertical_letter_(1, annotated.vertical.letter),
      palette_(image.palette),
      sink_(sink),
      png_(sink, figure_image(image, layout_.figure)) {
  if (annotated.annotations.color_bar) bar_.emplace(annotated.look);
  write_part(0, layout_.picture.top, {});
}

void AxesPicture::write_rows(std::span<const std::byte> pixels) {
  const std::size_t row_bytes = static_cast<std::size_t>(layout_.picture.width) * (palette_.empty() ? 3 : 1);
  const auto rows_left = static_cast<std::size_t>(layout_.picture.height - rows_written_);
  const std::size_t rows = pixels.size() / row_bytes;
  if (rows > rows_left || pixels.size() % row_bytes != 0) {
    throw Failure(fmt::format("cannot write {}: {} bytes of pixels came where {} rows of {} bytes are missing",
                              sink_.shown_name(), pixels.size(), rows_left, row_bytes));
  }
  const int first = layout_.picture.top + rows_written_;
  rows_written_ += static_cast<int>(rows);
  write_part(first, layout_.picture.top + rows_written_, pixels);
}

void AxesPicture::finish() {
  if (rows_written_ < layout_.picture.height) {
    throw Failure(fmt::format("cannot write {}: {} of the picture's rows are missing", sink_.shown_name(),
                              layout_.picture.height - rows_written_));
  }
  write_part(layout_.picture.top + layout_.picture.height, layout_.figure.height, {});
  png_.finish();
}

void AxesPicture::write_part(int first, int end, std::span<const std::byte> pixels) {
  constexpr int kPixelsAtATime = 1 << 18;
  const int rows_at_a_time = std::max(1, kPixelsAtATime / layout_.figure.width);
  std::size_t pixel = 0;
  for (int top = first; top < end; top += rows_at_a_time) {
    RgbImage image(layout_.figure.width, std::min(rows_at_a_time, end - top), kPaper);
    draw(image, top);
    for (int row = 0; !pixels.empty() && row < image.height; ++row) {
      for (int column = 0; column < layout_.picture.width; ++column) {
        image.at(layout_.picture.left + column, row) = color_of(pixels, pixel++);
      }
    }
    png_.write_rows(std::as_bytes(std::span(image.pixels)));
  }
}

Rgb8 AxesPicture::color_of(std::span<const std::byte> pixels, std::size_t pixel) const {
  const auto level = [&](std::size_t byte) { return std::to_integer<std::uint8_t>(pixels[byte]); };
  if (palette_.empty()) return {level(3 * pixel), level(3 * pixel + 1), level(3 * pixel + 2)};
  return palette_[std::min<std::size_t>(level(pixel), palette_.size() - 1)];
}

void AxesPicture::draw(RgbImage& image, int top) const {
  draw_frame(image, moved_up(layout_.picture, top), layout_.line_thickness, kInk);
  if (!layout_.horizontal.empty()) draw_axes(image, top);
  if (bar_) draw_bar(image, top);
}

void AxesPicture::draw_axes(RgbImage& image, int top) const {
  const int thickness = layout_.line_thickness;
  const auto [left, picture_top, width, height] = moved_up(layout_.picture, top);
  for (const auto& [at, label] : layout_.horizontal) {
    const int middle = left + at;
    fill_rectangle(
        image, {middle - (thickness - 1) / 2, picture_top + height + thickness, thickness, layout_.tick_length}, kInk);
    typeface_.draw(image, middle - typeface_.width(label) / 2, layout_.labels_baseline - top, label, kInk);
  }
  for (const auto& [at, label] : layout_.vertical) {
    const int middle = picture_top + at;
    const int mark_left = left - thickness - layout_.tick_length;
    fill_rectangle(image, {mark_left, middle - (thickness - 1) / 2, layout_.tick_length, thickness}, kInk);
    typeface_.draw(image, mark_left - layout_.gap - typeface_.width(label), middle + typeface_.cap_height() / 2, label,
                   kInk);
  }
  typeface_.draw(image, layout_.horizontal_title_left, layout_.horizontal_title_baseline - top, horizontal_letter_,
                 kInk);
  typeface_.draw(image, layout_.vertical_title_left, layout_.vertical_title_baseline - top, vertical_letter_, kInk);
}

void AxesPicture::draw_bar(RgbImage& image, int top) const {
  const Rectangle bar = moved_up(layout_.bar, top);
  draw_frame(image, bar, layout_.line_thickness, kInk);
  for (int row = std::max(0, bar.top); row < std::min(image.height, bar.top + bar.height); ++row) {
    // Row r of n is the palette from (n − 1 − r)/n to (n − r)/n: its middle.
    const double place = (bar.top + bar.height - row - 0.5) / bar.height;
    fill_rectangle(image, {bar.left, row, bar.width, 1}, bar_->color_at(place));
  }
  for (const auto& [at, label] : layout_.bar_ticks) draw_bar_tick(image, top, layout_.bar.top + at, label);
  for (const auto& [swatch, rectangle] : {std::pair(bar_->above(), layout_.above), {bar_->below(), layout_.below}}) {
    if (!swatch) continue;
    const Rectangle place = moved_up(rectangle, top);
    draw_frame(image, place, layout_.line_thickness, kInk);
    fill_rectangle(image, place, swatch->color);
    draw_bar_tick(image, top, rectangle.top + rectangle.height / 2, swatch->label);
  }
  typeface_.draw(image, layout_.bar_title_left, layout_.bar_title_baseline - top, bar_->title(), kInk);
}

void AxesPicture::draw_bar_tick(RgbImage& image, int top, int row, const std::string& label) const {
  const int left = layout_.bar.left + layout_.bar.width + layout_.line_thickness;
  const int middle = row - top;
  fill_rectangle(image, {left, middle - (layout_.line_thickness - 1) / 2, layout_.tick_length, layout_.line_thickness},
                 kInk);
  typeface_.draw(image, left + layout_.tick_length + layout_.gap, middle + typeface_.cap_height() / 2, label, kInk);
}

}  // namespace lyap
