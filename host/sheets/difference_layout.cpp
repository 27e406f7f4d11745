#include "host/sheets/difference_layout.h"

#include "host/base/error.h"
#include "host/output/png_writer.h"
#include "host/sheets/bitmap_font.h"
#include "host/sheets/ulp_legend.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Panels are at least about so wide, unless that would make them higher than a screen.
constexpr int kPanelWidth = 320;
constexpr int kScreenHeight = 2160;
constexpr int kSmallestText = 2;
constexpr int kLargestText = 16;

// In dots of the font.
constexpr int kMargin = 14;
constexpr int kPanelGap = 10;
constexpr int kLineGap = 6;
constexpr int kLabelGap = 4;
constexpr int kMarkGap = 3;
constexpr int kHalfMark = 4;
constexpr int kMarkThickness = 2;

int enlargement_of(Size picture) {
  return std::clamp((kPanelWidth + picture.width - 1) / picture.width, 1, std::max(1, kScreenHeight / picture.height));
}

}  // namespace

DifferenceLayout::DifferenceLayout(Size picture_size)
    : picture(picture_size),
      enlargement(enlargement_of(picture)),
      text_scale(std::clamp(picture.width * enlargement / kPanelWidth, kSmallestText, kLargestText)),
      panel{picture.width * enlargement, picture.height * enlargement},
      margin(kMargin * text_scale),
      label_width(std::max(panel.width, kPanelWidth)),
      half_mark_length(kHalfMark * text_scale),
      mark_thickness(std::max(enlargement, kMarkThickness * text_scale)) {
  const int line = (kGlyphHeight + kLineGap) * text_scale;
  const int mark_room = kMarkGap * text_scale + 2 * half_mark_length;
  for (int i = 0; i < 3; ++i) {
    panel_left[static_cast<std::size_t>(i)] = margin + i * (label_width + kPanelGap * text_scale);
  }
  row_marks_left = panel_left.back() + panel.width + kMarkGap * text_scale;
  title_top = margin;
  labels_top = title_top + line;
  panels_top = labels_top + (kGlyphHeight + kLabelGap) * text_scale;
  column_marks_top = panels_bottom() + kMarkGap * text_scale;
  legend_top = panels_bottom() + mark_room + kLineGap * text_scale;
  verdict_top = legend_top + line;
  const int right = panel_left.back() + std::max(panel.width + mark_room, label_width);
  sheet = {std::max(right, margin + ulp_legend_width(text_scale)) + margin,
           verdict_top + kGlyphHeight * text_scale + margin};
  if (std::max(sheet.width, sheet.height) > static_cast<int>(kMaxPngSide)) {
    throw InvalidInput(
        fmt::format("a sheet of the differences of {}x{} pixels would have {}x{}; a PNG file has at most "
                    "{} on a side",
                    picture.width, picture.height, sheet.width, sheet.height, kMaxPngSide));
  }
}

}  // namespace lyap
