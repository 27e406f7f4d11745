#include "host/output/picture_file.h"

#include "host/base/version.h"
#include "host/spec/command_line.h"

#include <fmt/format.h>

namespace lyap {

PixelFormat picture_file_format(const RenderSpec& spec, const Palette& palette) {
  const bool averages_colors = !spec.sampling.is_single() && spec.sampling.average == AverageOf::kColor;
  return !averages_colors && palette.entries.size() <= kMaxIndexedColors ? PixelFormat::kIndexed8 : PixelFormat::kRgb24;
}

std::string picture_title(const RenderSpec& spec) {
  return fmt::format("Lyapunov fractal {}", spec.sequence.compact());
}

PngImage picture_file_of(const RenderSpec& spec, const Palette& palette) {
  PngImage image;
  image.width = static_cast<std::uint32_t>(spec.size.width);
  image.height = static_cast<std::uint32_t>(spec.size.height);
  if (picture_file_format(spec, palette) == PixelFormat::kIndexed8) image.palette = palette.entries;
  image.text = {{"Software", fmt::format("lyap {}", kVersion)},
                {"Title", picture_title(spec)},
                {"Comment", command_line_of(spec, palette.name)}};
  if (!palette.checksum.empty()) image.text.push_back({std::string(kColorsKeyword), palette.checksum});
  return image;
}

}  // namespace lyap
