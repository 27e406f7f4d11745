#pragma once

#include "host/color/averaging.h"
#include "host/color/continuous_palette.h"
#include "host/color/srgb.h"
#include "tests/support/reference_yuv.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
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

/// The samples of a frame as palette indices, from the function that a CUDA thread runs.
inline std::vector<std::uint16_t> sample_indices(const Frame& frame) {
  const auto [width, height] = frame.plane().grid().of_picture(frame.size());
  std::vector<std::uint16_t> indices(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  ColoringView coloring = frame.coloring_view();
  coloring.format = PixelFormat::kIndexed16;
  shade_one_by_one(frame, {width, 0, height, coloring, {nullptr, 0, indices.data(), nullptr}});
  return indices;
}

/// A colour in 16 bits a channel, 0 to 65535.
struct Levels {
  double r, g, b;
};

/// The mean of linear light of each pixel, encoded. Of the product it takes over that light counts in 65535 steps.
inline std::vector<Levels> reference_levels(const Frame& frame, const Palette& palette) {
  const bool is_deep = bits_of_level(frame.format()) > 8;
  const std::vector<Rgb16> colors = is_deep ? deep_colors(palette, frame.coloring()->shown) : entry_colors(palette);
  const std::vector<std::uint16_t> samples = sample_indices(frame);
  const auto light = [](std::uint16_t level) { return std::llround(65535 * light_of_level(level / 65535.0)); };
  const auto encoded = [](std::int64_t sum, std::int64_t total) {
    const double mean = std::floor(static_cast<double>(sum) * (1 / static_cast<double>(total)) + 0.5);
    return std::round(65535 * level_of_light(std::clamp(mean, 0.0, 65535.0) / 65535));
  };
  std::vector<Levels> levels;
  for (int row = 0; row < frame.size().height; ++row) {
    for (int column = 0; column < frame.size().width; ++column) {
      std::int64_t r = 0, g = 0, b = 0, total = 0;
      for_taps(frame, samples, column, row, [&](std::int64_t weight, std::uint16_t index) {
        const Rgb16& color = colors[index];
        r += weight * light(color.r);
        g += weight * light(color.g);
        b += weight * light(color.b);
        total += weight;
      });
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
