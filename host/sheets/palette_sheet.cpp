#include "host/sheets/palette_sheet.h"

#include "host/color/palette.h"
#include "host/sheets/bitmap_font.h"
#include "host/sheets/sheet_drawing.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {
namespace {

// Chosen for a sheet of about 1920 x 1080 pixels.
constexpr int kSheetColumns = 3;
constexpr int kSheetMargin = 36;
constexpr int kColumnGap = 40;
constexpr int kStripWidth = 384;
constexpr int kStripHeight = 26;
constexpr int kStripGap = 9;
constexpr int kSheetLabelGap = 14;
constexpr int kTextScale = 2;

std::vector<std::string> names_on_sheet() {
  std::vector<std::string> names = palette_names();
  std::erase_if(names, [](std::string_view name) { return name.ends_with("_r"); });
  return names;
}

int widest_label(const std::vector<std::string>& names) {
  int widest = 0;
  for (const std::string& name : names) widest = std::max(widest, text_width(name, kTextScale));
  return widest;
}

void draw_strip(RgbImage& sheet, int left, int top, const std::vector<Rgb8>& entries) {
  for (int x = 0; x < kStripWidth; ++x) {
    const Rgb8 color = entries[static_cast<std::size_t>(x) * entries.size() / kStripWidth];
    fill_rectangle(sheet, {left + x, top, 1, kStripHeight}, color);
  }
}

}  // namespace

RgbImage draw_palette_sheet() {
  const std::vector<std::string> names = names_on_sheet();
  const int count = static_cast<int>(names.size());
  const int rows = (count + kSheetColumns - 1) / kSheetColumns;
  const int label_width = widest_label(names) + kSheetLabelGap;
  const int column_pitch = label_width + kStripWidth + kColumnGap;
  const int row_pitch = kStripHeight + kStripGap;
  RgbImage sheet(2 * kSheetMargin + kSheetColumns * column_pitch - kColumnGap,
                 2 * kSheetMargin + rows * row_pitch - kStripGap, kSheetBackground);

  // Down the columns, as an index is read. The letters' upper part, without the descenders, is centred on the strip.
  const int label_drop = (kStripHeight - (kGlyphHeight - 2) * kTextScale) / 2;
  for (int i = 0; i < count; ++i) {
    const std::string& name = names[static_cast<std::size_t>(i)];
    const int strip_left = kSheetMargin + i / rows * column_pitch + label_width;
    const int top = kSheetMargin + i % rows * row_pitch;
    const int label_left = strip_left - kSheetLabelGap - text_width(name, kTextScale);
    draw_text(sheet, label_left, top + label_drop, name, kSheetForeground, kTextScale);
    draw_strip(sheet, strip_left, top, find_palette(name).entries);
  }
  return sheet;
}

}  // namespace lyap
