#pragma once

#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace lyap {

/// A colour in Y'CbCr of BT.709, limited range, in steps of 8 bits: the formulas of the standard as they stand there.
struct ExactYuv {
  explicit ExactYuv(const Rgb8& color) : ExactYuv(color.r / 255.0, color.g / 255.0, color.b / 255.0) {}
  ExactYuv(double r, double g, double b) {
    const double luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    y = 16 + 219 * luma;
    cb = 128 + 224 * (b - luma) / 1.8556;
    cr = 128 + 224 * (r - luma) / 1.5748;
  }

  double y;
  double cb;
  double cr;
};

/// x to the nearest integer, halves up. Colours lie at multiples of 1/(2·65535·10000) or 1/(65535·18556/224) and the
/// like, so 1e-10 takes only what is a half up to the rounding of the formulas.
inline int nearest(double x) {
  return static_cast<int>(std::floor(x + 0.5 + 1e-10));
}

/// The palette indices of a whole frame in a planar format, from the function that a CUDA thread runs.
inline std::vector<std::uint16_t> reference_indices(const Frame& frame) {
  const auto [width, height] = frame.size();
  std::vector<std::uint16_t> indices(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  ColoringView coloring = frame.coloring_view();
  coloring.format = PixelFormat::kYuv420p;
  shade_one_by_one(frame, {width, 0, height, coloring, {nullptr, 0, indices.data(), nullptr}});
  return indices;
}

/// A planar picture of colours, one a pixel, sample by sample from the standard's formulas. Of the product it takes
/// over that the chroma of a colour is rounded to 1/32 before it is averaged.
class ReferenceYuv {
 public:
  ReferenceYuv(PixelFormat format, Size size, std::vector<ExactYuv> colors)
      : format_(format), size_(size), colors_(std::move(colors)) {}

  std::vector<std::uint8_t> pixels() {
    for (int row = 0; row < size_.height; ++row) {
      for (int column = 0; column < size_.width; ++column) append(at(column, row).y);
    }
    append_chroma(&ExactYuv::cb);
    append_chroma(&ExactYuv::cr);
    return bytes_;
  }

 private:
  const ExactYuv& at(int column, int row) const {
    const auto width = static_cast<std::size_t>(size_.width);
    const std::size_t pixel = static_cast<std::size_t>(row) * width + static_cast<std::size_t>(std::max(column, 0));
    return colors_[pixel];
  }

  void append(double value) {
    const bool has_10_bits = format_ == PixelFormat::kYuv420p10;
    const int sample = nearest(has_10_bits ? 4 * value : value);
    bytes_.push_back(static_cast<std::uint8_t>(sample % 256));
    if (has_10_bits) bytes_.push_back(static_cast<std::uint8_t>(sample / 256));
  }

  void append_chroma(double ExactYuv::*chroma) {
    const bool subsampled = format_ != PixelFormat::kYuv444p;
    const int step = subsampled ? 2 : 1;
    for (int row = 0; row < size_.height; row += step) {
      for (int column = 0; column < size_.width; column += step) {
        append(subsampled ? left_sited(chroma, column, row) : at(column, row).*chroma);
      }
    }
  }

  double left_sited(double ExactYuv::*chroma, int column, int row) const {
    const auto rounded = [&](int x, int y) { return nearest(32 * at(x, y).*chroma) / 32.0; };
    const auto mean = [&](int x) { return (rounded(x, row) + rounded(x, row + 1)) / 2; };
    return mean(column - 1) / 4 + mean(column) / 2 + mean(column + 1) / 4;
  }

  PixelFormat format_;
  Size size_;
  std::vector<ExactYuv> colors_;
  std::vector<std::uint8_t> bytes_;
};

/// The colours of palette indices.
inline std::vector<ExactYuv> colors_of(const Palette& palette, const std::vector<std::uint16_t>& indices) {
  std::vector<ExactYuv> colors;
  for (const std::uint16_t index : indices) colors.emplace_back(palette.entries[index]);
  return colors;
}

/// What every backend must give, byte for byte, for a frame in a planar format with the colours of `palette`.
inline std::vector<std::uint8_t> reference_yuv_pixels(const Frame& frame, const Palette& palette) {
  return ReferenceYuv(frame.format(), frame.size(), colors_of(palette, reference_indices(frame))).pixels();
}

}  // namespace lyap
