#pragma once

#include "host/color/rgb_image.h"
#include "host/drawing/typeface.h"
#include "kernels/exponent_difference.h"

#include <array>
#include <cstdint>
#include <string>

namespace lyap {

/// The colours of a map of differences: one for pixels that do not differ, and one for each bin of ulp_bin(). They
/// become lighter from bin to bin; infinite differences have a colour of their own.
class UlpColors {
 public:
  UlpColors();

  /// `bin` is −1, for no difference, to kUlpBins − 1.
  Rgb8 of(std::int8_t bin) const { return colors_[static_cast<std::size_t>(bin + 1)]; }

 private:
  std::array<Rgb8, kUlpBins + 1> colors_;
};

/// The label of a bin: "3-4", "to 2^16", "infinite"; "equal" for −1.
std::string ulp_label(int bin);

/// The legend of these colours, a line of swatches and labels that stands on `baseline`, as high as its text.
int ulp_legend_width(const Typeface& typeface);
void draw_ulp_legend(RgbImage& image, int left, int baseline, const UlpColors& colors, const Typeface& typeface);

}  // namespace lyap
