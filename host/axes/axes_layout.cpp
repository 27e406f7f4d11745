#include "host/axes/axes_layout.h"

#include "host/axes/ticks.h"

#include <algorithm>
#include <cmath>

namespace lyap {
namespace {

// The text's size is this part of the picture's side, the mean of both.
constexpr double kTextPart = 1.0 / 60;
constexpr int kSmallestTextSize = 12;
constexpr int kLargestTextSize = 1000;

// In text sizes.
constexpr double kLineThickness = 0.07;
constexpr double kTickLength = 0.35;
constexpr double kTextGap = 0.35;
constexpr double kOuterMargin = 0.9;
constexpr double kBarGap = 1.6;
constexpr double kBarWidth = 1.3;
constexpr double kSwatchHeight = 1.0;
constexpr double kSwatchGap = 0.6;
constexpr double kLabelPitch = 2.2;

/// Ticks along a side at most, of axes, and about as many on a bar.
constexpr int kMostTicks = 11;
constexpr double kNearestOnBar = 1.0 / 14;

int text_size_for(Size picture) {
  const double side = std::sqrt(static_cast<double>(picture.width) * picture.height);
  return std::clamp(static_cast<int>(std::lround(side * kTextPart)), kSmallestTextSize, kLargestTextSize);
}

int rounded(double pixels) {
  return static_cast<int>(std::lround(pixels));
}

int widest(const std::vector<PlacedTick>& ticks, const Typeface& typeface) {
  int width = 0;
  for (const PlacedTick& tick : ticks) width = std::max(width, typeface.width(tick.label));
  return width;
}

/// Ticks of a range along a side of so many pixels, the range's ends being its first and its last pixel.
std::vector<PlacedTick> placed(const Range& range, int pixels, int most) {
  std::vector<PlacedTick> ticks;
  for (const Tick& tick : ticks_between(range, most)) {
    const double share = (tick.value - range.min) / (range.max - range.min);
    ticks.push_back({rounded(share * (pixels - 1)), tick.label});
  }
  return ticks;
}

/// As many ticks as there is room for; `room(tick)` is what a label takes along the side. One where there is none for
/// two.
template <class Room>
std::vector<PlacedTick> fitting_ticks(const Range& range, int pixels, const Room& room) {
  std::vector<PlacedTick> ticks;
  for (int most = kMostTicks; most >= 2; --most) {
    ticks = placed(range, pixels, most);
    const auto meet = [&](const PlacedTick& a, const PlacedTick& b) { return b.at - a.at < (room(a) + room(b)) / 2; };
    if (std::ranges::adjacent_find(ticks, meet) == ticks.end()) return ticks;
  }
  ticks.resize(1);
  return ticks;
}

}  // namespace

AxesLayout::AxesLayout(const AnnotatedPicture& annotated)
    : text_size(text_size_for(annotated.size)),
      line_thickness(std::max(1, rounded(kLineThickness * text_size))),
      tick_length(rounded(kTickLength * text_size)),
      gap(rounded(kTextGap * text_size)) {
  const Typeface typeface(text_size);
  const int margin = rounded(kOuterMargin * text_size);
  picture = {margin + line_thickness, margin + line_thickness, annotated.size.width, annotated.size.height};
  figure = {margin + line_thickness, margin + line_thickness};
  if (annotated.annotations.axes) place_axes(annotated, typeface);
  figure.width += picture.left + picture.width;
  if (annotated.annotations.color_bar) place_bar(ColorBar(annotated.look), typeface);
  figure.height += picture.top + picture.height;
  if (annotated.annotations.axes) place_titles(annotated, typeface);
}

/// The ticks, and the room to the left of the picture, below it and, for labels that reach further, to the right.
void AxesLayout::place_axes(const AnnotatedPicture& annotated, const Typeface& typeface) {
  horizontal = fitting_ticks(annotated.horizontal.range, picture.width,
                             [&](const PlacedTick& tick) { return typeface.width(tick.label) + text_size; });
  const int pitch = rounded(kLabelPitch * text_size);
  vertical = fitting_ticks(annotated.vertical.range, picture.height, [&](const PlacedTick&) { return pitch; });
  // Row 0 has the largest rate.
  for (PlacedTick& tick : vertical) tick.at = picture.height - 1 - tick.at;

  const int beside = tick_length + gap;
  const std::string title(1, annotated.vertical.letter);
  vertical_title_left = picture.left - line_thickness;
  picture.left += typeface.width(title) + 2 * gap + widest(vertical, typeface) + beside;
  const PlacedTick& last = horizontal.back();
  figure.width += std::max(0, last.at + typeface.width(last.label) / 2 - picture.width);
  figure.height += beside + typeface.cap_height() + 2 * gap + typeface.cap_height();
}

void AxesLayout::place_bar(const ColorBar& color_bar, const Typeface& typeface) {
  const int title_width = typeface.width(color_bar.title());
  const int width = rounded(kBarWidth * text_size);
  picture.top += typeface.cap_height() + gap;
  bar_title_baseline = picture.top - line_thickness - gap;

  const int swatch = std::min(rounded(kSwatchHeight * text_size), picture.height / 4);
  const int space = swatch + 2 * line_thickness + rounded(kSwatchGap * text_size);
  const int over = color_bar.above() ? space : 0;
  const int under = color_bar.below() ? space : 0;
  const int left = figure.width - rounded(kOuterMargin * text_size) + rounded(kBarGap * text_size) + line_thickness;
  bar = {left, picture.top + over, width, std::max(1, picture.height - over - under)};
  above = {left, picture.top, width, over > 0 ? swatch : 0};
  below = {left, picture.top + picture.height - swatch, width, under > 0 ? swatch : 0};

  const double nearest = std::max(kNearestOnBar, kLabelPitch * text_size / bar.height);
  for (const BarTick& tick : color_bar.ticks(std::min(nearest, 1.0))) {
    bar_ticks.push_back({rounded((1 - tick.place) * (bar.height - 1)), tick.label});
  }
  int labels = widest(bar_ticks, typeface);
  for (const auto& part : {color_bar.above(), color_bar.below()}) {
    if (part) labels = std::max(labels, typeface.width(part->label));
  }
  bar_title_left = std::max(left - line_thickness, left + (width - title_width) / 2);
  const int right = left + width + line_thickness + tick_length + gap + labels;
  figure.width = std::max(right, bar_title_left + title_width) + rounded(kOuterMargin * text_size);
}

void AxesLayout::place_titles(const AnnotatedPicture& annotated, const Typeface& typeface) {
  labels_baseline = picture.top + picture.height + line_thickness + tick_length + gap + typeface.cap_height();
  const std::string letter(1, annotated.horizontal.letter);
  horizontal_title_left = picture.left + (picture.width - typeface.width(letter)) / 2;
  horizontal_title_baseline = labels_baseline + 2 * gap + typeface.cap_height();
  vertical_title_baseline = picture.top + (picture.height + typeface.cap_height()) / 2;
}

}  // namespace lyap
