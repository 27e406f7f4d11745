#pragma once

#include "host/color/picture_format.h"
#include "host/spec/option_values.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lyap {

/// Finds whether most of a picture has one colour, while its pixels pass by: among some 65 000 of them that are evenly
/// spread, or all that a smaller one has.
class ColorVote {
 public:
  /// Counts nothing but palette indices and RGB of 8 bits.
  ColorVote(PixelFormat format, Size size);

  /// The next pixels of the picture, whole ones, as many as there are.
  void add(std::span<const std::byte> pixels);

  /// At least this share of the pixels that were looked at has one colour; close to the truth where it is most of them.
  /// 0 if none were.
  double share() const { return pixels_ == 0 ? 0 : static_cast<double>(matches_) / static_cast<double>(pixels_); }

 private:
  void count(const std::byte* pixel);

  std::size_t pixel_bytes_;
  /// From one pixel that is looked at to the next, and to the next from where the last pixels ended.
  std::size_t step_;
  std::size_t skipped_ = 0;
  /// The colour that most pixels have if there is one: that of a vote in which each pixel of another colour takes one
  /// away (Boyer and Moore), and how many pixels have had it since.
  std::array<std::byte, 3> candidate_{};
  std::int64_t votes_ = 0;
  std::int64_t matches_ = 0;
  std::int64_t pixels_ = 0;
};

}  // namespace lyap
