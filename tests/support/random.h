#pragma once

#include <cstdint>

namespace lyap {

/// Numbers that look random and are the same on every machine (SplitMix64), which the distributions of the standard
/// library are not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  /// A whole number from `min` to `max`, both included.
  int between(int min, int max) {
    const auto count = static_cast<std::uint64_t>(max - min) + 1;
    return min + static_cast<int>(next() % count);
  }

  /// A number in [min, max).
  double uniform(double min, double max) { return min + (max - min) * (static_cast<double>(next() >> 11) * 0x1p-53); }

 private:
  std::uint64_t state_;
};

}  // namespace lyap
