#include "host/output/picture_file.h"

#include "host/base/version.h"
#include "host/color/shown_colors.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {

PixelFormat picture_file_format(const PictureLook& look) {
  return shown_color_count(look) <= kMaxIndexedColors ? PixelFormat::kIndexed8 : PixelFormat::kRgb24;
}

PixelFormat picture_file_format(const RenderSpec& spec, const Palette& palette, int depth) {
  if (depth != kPaletteDepth) return PixelFormat::kRgb48;
  return spec.sampling.averages_colors() ? PixelFormat::kRgb24 : picture_file_format(look_of(spec, palette, depth));
}

std::string_view text_under(const PngImage& image, std::string_view keyword) {
  const auto found = std::ranges::find(image.text, keyword, &PngText::keyword);
  return found == image.text.end() ? std::string_view() : std::string_view(found->value);
}

std::uint32_t told_samples(const Sampling& sampling) {
  const auto per_side = static_cast<std::uint32_t>(sampling.per_side);
  return sampling.is_single() ? 0 : per_side * per_side;
}

std::string picture_title(const RenderSpec& spec) {
  return fmt::format("Lyapunov fractal {}", spec.sequence.compact());
}

std::string depth_words(int depth) {
  return depth == kPaletteDepth ? "" : fmt::format(" --depth {}", depth);
}

PngImage painted_file_of(Size size, const PictureLook& look) {
  PngImage image;
  image.width = static_cast<std::uint32_t>(size.width);
  image.height = static_cast<std::uint32_t>(size.height);
  image.depth = look.depth;
  const bool indexed = look.depth == kPaletteDepth && picture_file_format(look) == PixelFormat::kIndexed8;
  if (indexed) image.palette = in_8_bits(shown_colors(look).colors);
  return image;
}

Recipe recipe_of(const RenderSpec& spec, const Palette& palette, int depth, const Annotations& annotations) {
  Recipe recipe = recipe_of(spec, palette.name, palette.checksum);
  if (depth != kPaletteDepth) recipe.fields.set("depth", fmt::format("{}", depth));
  if (annotations.axes) recipe.fields.set("axes", "true");
  if (annotations.color_bar) recipe.fields.set("colorbar", "true");
  return recipe;
}

PngImage picture_file_of(const RenderSpec& spec, const Palette& palette, int depth, const Annotations& annotations) {
  return picture_file_of(spec, palette, depth, recipe_of(spec, palette, depth, annotations));
}

PngImage picture_file_of(const RenderSpec& spec, const Palette& palette, int depth, const Recipe& recipe) {
  PngImage image = painted_file_of(spec.size, look_of(spec, palette, depth));
  if (spec.sampling.averages_colors()) image.palette.clear();
  image.text = {{"Software", fmt::format("lyap {}", kVersion)},
                {"Title", picture_title(spec)},
                {"Comment", command_line_of(recipe)},
                {std::string(kRecipeKeyword), recipe_json(recipe)}};
  if (!palette.checksum.empty()) image.text.push_back({std::string(kColorsKeyword), palette.checksum});
  return image;
}

}  // namespace lyap
