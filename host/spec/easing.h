#pragma once

#include <string>
#include <string_view>

namespace lyap {

/// How the way from one keyframe to the next is gone, or not gone: the curve of a cubic Bézier from (0, 0) to (1, 1), x
/// being the share of the time and y that of the way (CSS Easing Functions Level 1, 2.2, with its numbers for in, out
/// and in-out).
struct Easing {
  enum class Kind {
    /// As the interpolation of the track has it.
    kOfTrack,
    /// The value stays until the next keyframe.
    kHold,
    kCurve,
  };

  Kind kind = Kind::kOfTrack;
  /// The curve's two inner points; both x from 0 to 1.
  double x1 = 0;
  double y1 = 0;
  double x2 = 1;
  double y2 = 1;

  friend bool operator==(const Easing&, const Easing&) = default;
};

/// Reads hold, in, out, in-out or bezier(X1,Y1,X2,Y2). Throws InvalidInput.
Easing parse_easing(std::string_view text);

/// The text that parse_easing() reads back as the same; "" for kOfTrack.
std::string easing_text(const Easing& easing);

/// The share of the way after that share of the time, of a curve or of kHold. Made of +, −, × and ÷ alone, so that all
/// machines have the same bits.
double eased(const Easing& easing, double share);

}  // namespace lyap
