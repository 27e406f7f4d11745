#pragma once

#include "host/color/picture_look.h"
#include "host/color/shown_colors.h"
#include "kernels/rgb.h"

#include <optional>
#include <string>
#include <vector>

namespace lyap {

/// A mark on a colour bar, at its place in the palette, 0 to 1.
struct BarTick {
  double place;
  std::string label;
};

/// A colour that stands apart from the palette, beyond an end of the bar.
struct BarSwatch {
  Rgb8 color;
  std::string label;
};

/// Which colours of a picture stand for what. The bar shows the palette from place 0 to place 1, in the turns that the
/// tone makes of it; on it the exponents have the places that the tone gives them. Of periods it shows log₂ of the
/// number of periods of the sequence, from 1 to 256.
class ColorBar {
 public:
  /// The tone is not open.
  explicit ColorBar(const PictureLook& look);

  /// "λ" or "period".
  std::string title() const;

  /// The colour at a place, 0 to 1.
  Rgb8 color_at(double place) const;

  /// Ticks no two of which are nearer than `nearest`, a share of the bar, from the lowest place to the highest: 0 where
  /// it is inside, and what has few digits. Straight scales have steady steps. There is at least one, and all labels
  /// differ.
  std::vector<BarTick> ticks(double nearest) const;

  /// The colours of −∞ and +∞ where the tone gives them, and of orbits without a cycle.
  std::optional<BarSwatch> below() const;
  std::optional<BarSwatch> above() const;

 private:
  bool shows_periods() const { return look_.shown == Quantity::kPeriod; }
  std::vector<BarTick> exponent_ticks(double nearest) const;

  PictureLook look_;
  std::vector<Rgb8> colors_;
  std::int32_t entries_;
};

}  // namespace lyap
