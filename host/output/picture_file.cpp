#include "host/output/picture_file.h"

#include "host/base/version.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"

#include <fmt/format.h>

namespace lyap {

PixelFormat picture_file_format(const Palette& palette) {
  return palette.entries.size() <= kMaxIndexedColors ? PixelFormat::kIndexed8 : PixelFormat::kRgb24;
}

std::string picture_title(const RenderSpec& spec) {
  return fmt::format("Lyapunov fractal {}", spec.sequence.compact());
}

PngImage picture_file_of(const RenderSpec& spec, const Palette& palette) {
  PngImage image;
  image.width = static_cast<std::uint32_t>(spec.size.width);
  image.height = static_cast<std::uint32_t>(spec.size.height);
  const Recipe recipe = recipe_of(spec, palette.name, palette.checksum);
  if (picture_file_format(palette) == PixelFormat::kIndexed8) image.palette = palette.entries;
  image.text = {{"Software", fmt::format("lyap {}", kVersion)},
                {"Title", picture_title(spec)},
                {"Comment", command_line_of(recipe)},
                {std::string(kRecipeKeyword), recipe_json(recipe)}};
  if (!palette.checksum.empty()) image.text.push_back({std::string(kColorsKeyword), palette.checksum});
  return image;
}

}  // namespace lyap
