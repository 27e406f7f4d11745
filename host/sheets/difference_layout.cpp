#include "host/sheets/difference_layout.h"

#include "host/base/error.h"
#include "host/drawing/typeface.h"
#include "host/output/png_writer.h"
#include "host/sheets/ulp_legend.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Panels are at least about so wide, unless that would make them higher than a screen.
constexpr int kPanelWidth = 320;
constexpr int kScreenHeight = 2160;
// A tenth of the text's size, in pixels.
constexpr int kSmallestTenth = 2;
constexpr int kLargestTenth = 16;

// In such tenths.
constexpr int kTenths = 10;
constexpr int kMargin = 14;
constexpr int kPanelGap = 10;
constexpr int kLineGap = 6;
constexpr int kLabelGap = 2;
constexpr int kMarkGap = 3;
constexpr int kHalfMark = 4;
constexpr int kMarkThickness = 2;

int enlargement_of(Size picture) {
  return std::clamp((kPanelWidth + picture.width - 1) / picture.width, 1, std::max(1, kScreenHeight / picture.height));
}

int tenth_of_text(Size picture, int enlargement) {
  return std::clamp(picture.width * enlargement / kPanelWidth, kSmallestTenth, kLargestTenth);
}

}  // namespace

DifferenceLayout::DifferenceLayout(Size picture_size)
    : picture(picture_size),
      enlargement(enlargement_of(picture)),
      text_size(kTenths * tenth_of_text(picture, enlargement)),
      panel{picture.width * enlargement, picture.height * enlargement},
      margin(kMargin * text_size / kTenths),
      label_width(std::max(panel.width, kPanelWidth)),
      half_mark_length(kHalfMark * text_size / kTenths),
      mark_thickness(std::max(enlargement, kMarkThickness * text_size / kTenths)) {
  const Typeface typeface(text_size);
  const int tenth = text_size / kTenths;
  const int letter = typeface.cap_height() + typeface.descent();
  const int line = letter + kLineGap * tenth;
  const int mark_room = kMarkGap * tenth + 2 * half_mark_length;
  for (int i = 0; i < 3; ++i) {
    panel_left[static_cast<std::size_t>(i)] = margin + i * (label_width + kPanelGap * tenth);
  }
  row_marks_left = panel_left.back() + panel.width + kMarkGap * tenth;
  title_baseline = margin + typeface.cap_height();
  labels_baseline = title_baseline + line;
  panels_top = labels_baseline + typeface.descent() + kLabelGap * tenth;
  column_marks_top = panels_bottom() + kMarkGap * tenth;
  legend_baseline = panels_bottom() + mark_room + kLineGap * tenth + typeface.cap_height();
  verdict_baseline = legend_baseline + line;
  const int right = panel_left.back() + std::max(panel.width + mark_room, label_width);
  sheet = {std::max(right, margin + ulp_legend_width(typeface)) + margin,
           verdict_baseline + typeface.descent() + margin};
  if (std::max(sheet.width, sheet.height) > static_cast<int>(kMaxPngSide)) {
    throw InvalidInput(
        fmt::format("a sheet of the differences of {}x{} pixels would have {}x{}; a PNG file has at most "
                    "{} on a side",
                    picture.width, picture.height, sheet.width, sheet.height, kMaxPngSide));
  }
}

}  // namespace lyap
