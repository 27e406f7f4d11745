#pragma once

#include "host/color/picture_look.h"
#include "host/output/png_writer.h"
#include "host/spec/annotations.h"
#include "host/spec/recipe.h"
#include "host/spec/render_spec.h"
#include "kernels/pixel_format.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace lyap {

/// The formats of picture files.
enum class PictureFormat { kPng, kExr };

/// The pixel format of a PNG file with 8 bits a channel: palette indices for up to 256 colours, else RGB.
PixelFormat picture_file_format(const PictureLook& look);

/// That of a picture with 8 or 16 bits a channel: RGB where colours are averaged, and of 16 bits.
PixelFormat picture_file_format(const RenderSpec& spec, const Palette& palette, int depth = kPaletteDepth);

/// Under which keyword a PNG file has Palette::checksum.
inline constexpr std::string_view kColorsKeyword = "Colors";

/// Under which keyword a PNG file has the recipe of its picture, as recipe_json() writes it.
inline constexpr std::string_view kRecipeKeyword = "Recipe";

/// What a PNG file says under a keyword, "" if nothing; valid as long as the image.
std::string_view text_under(const PngImage& image, std::string_view keyword);
/// How many samples of its own a pixel has, as EXR files tell it; 0 where it is the one in its centre.
std::uint32_t told_samples(const Sampling& sampling);

/// "Lyapunov fractal ABAB".
std::string picture_title(const RenderSpec& spec);

/// What a command line says of the depth, behind all else: " --depth 16", and nothing of the default.
std::string depth_words(int depth);

/// Size, palette and depth of a picture's PNG file, without metadata.
PngImage painted_file_of(Size size, const PictureLook& look);

/// The recipe of a picture in its file.
Recipe recipe_of(const RenderSpec& spec, const Palette& palette, int depth, const Annotations& annotations);

/// Size, palette, depth (8 or 16 bits a channel) and metadata of a picture's PNG file: "Comment" is the command line
/// that renders it again, kRecipeKeyword the same for programs, "Software" the version of lyap, "Title" the sequence,
/// and kColorsKeyword tells the colours unless the palette is a built-in one. Of a picture with axes or a colour bar it
/// is the file of the picture alone, but for what the metadata say.
PngImage picture_file_of(const RenderSpec& spec, const Palette& palette, int depth = kPaletteDepth,
                         const Annotations& annotations = {});

/// The same of a picture that `recipe` makes again, of a film maybe.
PngImage picture_file_of(const RenderSpec& spec, const Palette& palette, int depth, const Recipe& recipe);

}  // namespace lyap
