#include "host/sheets/ulp_legend.h"

#include "host/color/palette.h"
#include "host/drawing/rectangle.h"
#include "host/sheets/sheet_colors.h"

#include <bit>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr Rgb8 kEqual = {8, 9, 11};
constexpr Rgb8 kInfinite = {96, 208, 255};

// In tenths of the text's size.
constexpr int kSwatchWidth = 9;
constexpr int kSwatchGap = 3;
constexpr int kEntryGap = 8;

int tenths(int count, const Typeface& typeface) {
  return count * typeface.size() / 10;
}

int entry_width(int bin, const Typeface& typeface) {
  return tenths(kSwatchWidth + kSwatchGap, typeface) + typeface.width(ulp_label(bin));
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

int ulp_legend_width(const Typeface& typeface) {
  const int gap = tenths(kEntryGap, typeface);
  int width = -gap;
  for (int bin = -1; bin < kUlpBins; ++bin) width += entry_width(bin, typeface) + gap;
  return width;
}

void draw_ulp_legend(RgbImage& image, int left, int baseline, const UlpColors& colors, const Typeface& typeface) {
  const int height = typeface.cap_height();
  for (int bin = -1; bin < kUlpBins; ++bin) {
    fill_rectangle(image, {left, baseline - height, tenths(kSwatchWidth, typeface), height},
                   colors.of(static_cast<std::int8_t>(bin)));
    typeface.draw(image, left + tenths(kSwatchWidth + kSwatchGap, typeface), baseline, ulp_label(bin),
                  kSheetForeground);
    left += entry_width(bin, typeface) + tenths(kEntryGap, typeface);
  }
}

}  // namespace lyap
