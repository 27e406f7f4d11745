#pragma once

#include "host/color/averaging.h"
#include "host/color/shown_colors.h"
#include "host/color/srgb.h"
#include "tests/support/reference_yuv.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

namespace lyap {

/// The frame of a spec with its sampling.
inline std::shared_ptr<const Frame> averaged_frame(PixelFormat format, const RenderSpec& spec, const Palette& palette) {
  return std::make_shared<const Frame>(spec, coloring_of(spec, palette, format));
}

/// Calls `use(weight, sample)` with the taps of a pixel, for samples that lie row by row as a frame's grid has them.
template <class Sample, class Use>
void for_taps(const Frame& frame, const std::vector<Sample>& samples, int column, int row, const Use& use) {
  const SampleGrid& grid = frame.plane().grid();
  const std::vector<std::int32_t>& weights = frame.averaging()->weights();
  const auto pitch = static_cast<std::size_t>(grid.along(frame.size().width));
  for (std::size_t y = 0; y < weights.size(); ++y) {
    for (std::size_t x = 0; x < weights.size(); ++x) {
      const std::size_t sample_row = static_cast<std::size_t>(row * grid.per_side) + y;
      const std::size_t sample_column = static_cast<std::size_t>(column * grid.per_side) + x;
      use(std::int64_t{weights[x]} * weights[y], samples[sample_row * pitch + sample_column]);
    }
  }
}

/// The samples of a plane of a frame as palette indices, from the function that a CUDA thread runs.
inline std::vector<std::uint16_t> sample_indices(const Frame& frame, const Plane& plane) {
  const auto [width, height] = plane.grid().of_picture(frame.size());
  std::vector<std::uint16_t> indices(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  ColoringView coloring = frame.coloring_view();
  coloring.format = PixelFormat::kIndexed16;
  shade_one_by_one(plane, {width, 0, height, coloring, {nullptr, 0, indices.data(), nullptr}});
  return indices;
}

/// The colours of a frame by palette index.
inline std::vector<Rgb16> colors_of(const Frame& frame, const Palette& palette) {
  const bool is_deep = bits_of_level(frame.format()) > 8;
  return shown_colors({palette, frame.coloring()->shown, is_deep ? kContinuousDepth : kPaletteDepth}).colors;
}

/// The samples in the centres of pixels, of a frame whose samples are adaptive, and what is to be said of them.
class Centres {
 public:
  Centres(const Frame& frame, const std::vector<Rgb16>& colors)
      : width_(frame.size().width), indices_(sample_indices(frame, *frame.centres())), colors_(in_8_bits(colors)) {}

  std::uint16_t index(int column, int row) const {
    return indices_[static_cast<std::size_t>(row + 1) * static_cast<std::size_t>(width_ + 2) +
                    static_cast<std::size_t>(column + 1)];
  }

  /// Whether, on a line through the pixel to two of its eight neighbours, a channel is further from the middle of the
  /// other two than they can be by rounding.
  bool bend_at(int column, int row) const {
    for (const auto& [x, y] : {std::pair(1, 0), {0, 1}, {1, 1}, {-1, 1}}) {
      const Rgb8& before = color(column - x, row - y);
      const Rgb8& centre = color(column, row);
      const Rgb8& after = color(column + x, row + y);
      if (std::abs((before.r + after.r) / 2.0 - centre.r) > 1) return true;
      if (std::abs((before.g + after.g) / 2.0 - centre.g) > 1) return true;
      if (std::abs((before.b + after.b) / 2.0 - centre.b) > 1) return true;
    }
    return false;
  }

 private:
  const Rgb8& color(int column, int row) const { return colors_[index(column, row)]; }

  int width_;
  std::vector<std::uint16_t> indices_;
  std::vector<Rgb8> colors_;
};

/// A colour in 16 bits a channel, 0 to 65535.
struct Levels {
  double r, g, b;
};

/// The mean of linear light of each pixel, encoded. Of the product it takes over that light counts in 65535 steps.
inline std::vector<Levels> reference_levels(const Frame& frame, const Palette& palette) {
  const std::vector<Rgb16> colors = colors_of(frame, palette);
  std::vector<std::vector<std::uint16_t>> samples;
  for (const Plane& plane : frame.sub_frames()) samples.push_back(sample_indices(frame, plane));
  std::optional<Centres> centres;
  if (frame.centres() != nullptr) centres.emplace(frame, colors);
  const auto light = [](std::uint16_t level) { return std::llround(65535 * light_of_level(level / 65535.0)); };
  const auto encoded = [&](std::int64_t sum, std::int64_t total) {
    const double mean = std::floor(static_cast<double>(sum) * (1 / static_cast<double>(total)) + 0.5);
    const double level = level_of_light(std::clamp(mean, 0.0, 65535.0) / 65535);
    // The light of a level of 8 bits is that level.
    const double in_8_bits = std::round(255 * level);
    return light(static_cast<std::uint16_t>(257 * in_8_bits)) == std::llround(mean) ? 257 * in_8_bits
                                                                                    : std::round(65535 * level);
  };
  std::vector<Levels> levels;
  for (int row = 0; row < frame.size().height; ++row) {
    for (int column = 0; column < frame.size().width; ++column) {
      std::int64_t r = 0, g = 0, b = 0, total = 0;
      const auto add = [&](std::int64_t weight, std::uint16_t index) {
        const Rgb16& color = colors[index];
        r += weight * light(color.r);
        g += weight * light(color.g);
        b += weight * light(color.b);
        total += weight;
      };
      if (centres && !centres->bend_at(column, row)) {
        add(1, centres->index(column, row));
      } else {
        for (const auto& of_sub_frame : samples) for_taps(frame, of_sub_frame, column, row, add);
      }
      levels.push_back({encoded(r, total), encoded(g, total), encoded(b, total)});
    }
  }
  return levels;
}

/// What every backend must give, byte for byte, for a frame that averages colours.
inline std::vector<std::uint8_t> reference_averages(const Frame& frame, const Palette& palette) {
  const std::vector<Levels> levels = reference_levels(frame, palette);
  std::vector<ExactYuv> colors;
  std::vector<std::uint8_t> bytes;
  for (const Levels& pixel : levels) {
    colors.emplace_back(pixel.r / 65535, pixel.g / 65535, pixel.b / 65535);
    for (const double level : {pixel.r, pixel.g, pixel.b}) {
      if (frame.format() == PixelFormat::kRgb48) {
        bytes.push_back(static_cast<std::uint8_t>(std::lround(level) / 256));
        bytes.push_back(static_cast<std::uint8_t>(std::lround(level) % 256));
      } else {
        bytes.push_back(static_cast<std::uint8_t>(std::lround(level / 257)));
      }
    }
  }
  if (!is_planar(frame.format())) return bytes;
  return ReferenceYuv(frame.format(), frame.size(), std::move(colors)).pixels();
}

}  // namespace lyap
