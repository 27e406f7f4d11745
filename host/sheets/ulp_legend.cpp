#include "host/sheets/ulp_legend.h"

#include "host/color/palette.h"
#include "host/sheets/bitmap_font.h"
#include "host/sheets/sheet_drawing.h"

#include <bit>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr Rgb8 kEqual = {8, 9, 11};
constexpr Rgb8 kInfinite = {96, 208, 255};

// In dots of the font.
constexpr int kSwatchGap = 3;
constexpr int kEntryGap = 8;

int entry_width(int bin, int scale) {
  return (kGlyphHeight + kSwatchGap) * scale + text_width(ulp_label(bin), scale);
}

}  // namespace

UlpColors::UlpColors() : colors_{} {
  // The lightness of inferno rises evenly, whatever colours an eye sees; its first third is too dark for a dark ground.
  constexpr std::size_t kFirstEntry = 90;
  const std::vector<Rgb8> inferno = find_palette("inferno").entries;
  constexpr std::size_t kFiniteBins = kUlpBins - 1;
  colors_.front() = kEqual;
  for (std::size_t bin = 0; bin < kFiniteBins; ++bin) {
    colors_[bin + 1] = inferno[kFirstEntry + bin * (inferno.size() - 1 - kFirstEntry) / (kFiniteBins - 1)];
  }
  colors_.back() = kInfinite;
}

std::string ulp_label(int bin) {
  constexpr std::uint64_t kLargestInDigits = 256;
  if (bin < 0) return "equal";
  if (bin == kUlpBins - 1) return "infinite";
  if (bin == kUlpBins - 2) return "more";
  const std::uint64_t last = ulp_limit(bin);
  const std::uint64_t first = bin == 0 ? 0 : ulp_limit(bin - 1) + 1;
  if (first == last) return fmt::format("{}", last);
  if (last <= kLargestInDigits) return fmt::format("{}-{}", first, last);
  return fmt::format("to 2^{}", std::bit_width(last) - 1);
}

int ulp_legend_width(int scale) {
  int width = -kEntryGap * scale;
  for (int bin = -1; bin < kUlpBins; ++bin) width += entry_width(bin, scale) + kEntryGap * scale;
  return width;
}

void draw_ulp_legend(RgbImage& image, int left, int top, const UlpColors& colors, int scale) {
  // As high as digits are, which have nothing below the base line.
  const int side = (kGlyphHeight - 2) * scale;
  for (int bin = -1; bin < kUlpBins; ++bin) {
    fill_rectangle(image, {left, top, kGlyphHeight * scale, side}, colors.of(static_cast<std::int8_t>(bin)));
    draw_text(image, left + (kGlyphHeight + kSwatchGap) * scale, top, ulp_label(bin), kSheetForeground, scale);
    left += entry_width(bin, scale) + kEntryGap * scale;
  }
}

}  // namespace lyap
