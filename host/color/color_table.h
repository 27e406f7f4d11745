#pragma once

#include "kernels/bt709.h"
#include "kernels/pixel_format.h"

#include <cstdint>
#include <vector>

namespace lyap {

/// The colours of palette indices as a pixel format stores them, made once for all frames of a film. Immutable: any
/// number of threads may use it at the same time, and frames share it.
class ColorTable {
 public:
  /// `colors` by palette index, at most 65536. Throws InvalidInput if indexed pixels are asked of more than
  /// kMaxIndexedColors, and for kExponents, which have no colours.
  ColorTable(const std::vector<Rgb16>& colors, PixelFormat format);

  PixelFormat format() const { return format_; }
  /// What PaletteView describes; lumas are empty where the format has none.
  const std::vector<std::uint32_t>& colors() const { return colors_; }
  const std::vector<std::uint16_t>& lumas() const { return lumas_; }
  /// Valid as long as the table lives.
  PaletteView view() const { return {colors_.data(), lumas_.data(), static_cast<std::int32_t>(colors_.size())}; }

 private:
  PixelFormat format_;
  std::vector<std::uint32_t> colors_;
  std::vector<std::uint16_t> lumas_;
};

}  // namespace lyap
