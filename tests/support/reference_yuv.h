#pragma once

#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace lyap {

/// All that are planar.
inline constexpr PixelFormat kPlanarFormats[] = {
    PixelFormat::kYuv444p,   PixelFormat::kYuv420p,   PixelFormat::kYuv420p10, PixelFormat::kYuv420p12,
    PixelFormat::kYuv422p10, PixelFormat::kYuv444p10, PixelFormat::kGbrp10};

/// A colour in Y'CbCr of BT.709, limited range, in steps of 8 bits: the formulas of the standard as they stand there.
struct ExactYuv {
  explicit ExactYuv(const Rgb8& color) : ExactYuv(color.r / 255.0, color.g / 255.0, color.b / 255.0) {}
  explicit ExactYuv(const Rgb16& color) : ExactYuv(color.r / 65535.0, color.g / 65535.0, color.b / 65535.0) {}
  ExactYuv(double red, double green, double blue) : r(red), g(green), b(blue) {
    const double luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    y = 16 + 219 * luma;
    cb = 128 + 224 * (b - luma) / 1.8556;
    cr = 128 + 224 * (r - luma) / 1.5748;
  }

  /// What it is made of, 0 to 1.
  double r;
  double g;
  double b;
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
/// over that the chroma of a colour is rounded before it is averaged, to 1/32 of a step of 8 bits, or to 1/256 where
/// samples have more bits.
class ReferenceYuv {
 public:
  ReferenceYuv(PixelFormat format, Size size, std::vector<ExactYuv> colors)
      : format_(format), size_(size), colors_(std::move(colors)) {}

  std::vector<std::uint8_t> pixels() {
    if (format_ == PixelFormat::kGbrp10) {
      for (const auto channel : {&ExactYuv::g, &ExactYuv::b, &ExactYuv::r}) {
        for (const ExactYuv& color : colors_) append_sample(nearest(1023 * color.*channel));
      }
      return bytes_;
    }
    for (const ExactYuv& color : colors_) append(color.y);
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

  bool is_deep() const { return bits_of_level(format_) > 8; }

  /// A value in steps of 8 bits.
  void append(double value) { append_sample(nearest(value * (1 << (bits_of_level(format_) - 8)))); }

  void append_sample(int sample) {
    bytes_.push_back(static_cast<std::uint8_t>(sample % 256));
    if (is_deep()) bytes_.push_back(static_cast<std::uint8_t>(sample / 256));
  }

  void append_chroma(double ExactYuv::*chroma) {
    const bool subsampled = has_subsampled_chroma(format_);
    for (int row = 0; row < size_.height; row += subsamples_rows(format_) ? 2 : 1) {
      for (int column = 0; column < size_.width; column += subsampled ? 2 : 1) {
        append(subsampled ? left_sited(chroma, column, row) : at(column, row).*chroma);
      }
    }
  }

  double left_sited(double ExactYuv::*chroma, int column, int row) const {
    const double units = is_deep() ? 256 : 32;
    const int last = subsamples_rows(format_) ? row + 1 : row;
    const auto rounded = [&](int x, int y) { return nearest(units * at(x, y).*chroma) / units; };
    const auto mean = [&](int x) { return (rounded(x, row) + rounded(x, last)) / 2; };
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
