#include "host/sheets/palette_sheet.h"

#include "host/color/palette.h"
#include "host/drawing/rectangle.h"
#include "host/drawing/typeface.h"
#include "host/sheets/sheet_colors.h"

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
constexpr int kNameSize = 20;

std::vector<std::string> names_on_sheet() {
  std::vector<std::string> names = palette_names();
  std::erase_if(names, [](std::string_view name) { return name.ends_with("_r"); });
  return names;
}

int widest_label(const std::vector<std::string>& names, const Typeface& typeface) {
  int widest = 0;
  for (const std::string& name : names) widest = std::max(widest, typeface.width(name));
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
  const Typeface typeface(kNameSize);
  const int label_width = widest_label(names, typeface) + kSheetLabelGap;
  const int column_pitch = label_width + kStripWidth + kColumnGap;
  const int row_pitch = kStripHeight + kStripGap;
  RgbImage sheet(2 * kSheetMargin + kSheetColumns * column_pitch - kColumnGap,
                 2 * kSheetMargin + rows * row_pitch - kStripGap, kSheetBackground);

  // Down the columns, as an index is read. The letters' upper part, without the descenders, is centred on the strip.
  const int baseline = (kStripHeight + typeface.cap_height()) / 2;
  for (int i = 0; i < count; ++i) {
    const std::string& name = names[static_cast<std::size_t>(i)];
    const int strip_left = kSheetMargin + i / rows * column_pitch + label_width;
    const int top = kSheetMargin + i % rows * row_pitch;
    const int label_left = strip_left - kSheetLabelGap - typeface.width(name);
    typeface.draw(sheet, label_left, top + baseline, name, kSheetForeground);
    draw_strip(sheet, strip_left, top, find_palette(name).entries);
  }
  return sheet;
}

}  // namespace lyap
