#pragma once

namespace lyap {

/// What a still has around its picture for people who read numbers off it.
struct Annotations {
  /// Ticks with rates along the lower and the left side.
  bool axes = false;
  /// At the right, which colours stand for which exponents or periods.
  bool color_bar = false;

  bool any() const { return axes || color_bar; }
  friend bool operator==(const Annotations&, const Annotations&) = default;
};

}  // namespace lyap
