#pragma once

#include "host/color/palette.h"
#include "host/spec/recipe.h"
#include "host/system/child_process.h"

#include <string>

namespace lyap {

/// The recipe in a PNG or EXR file or film that lyap made. Files from before there were recipes have a command line,
/// which is read instead. The file may be any: the texts of the recipe are read and checked as a job's are, and it has
/// no fields but recipe_fields(). Palettes are not looked for.
///
/// Films are read with `ffmpeg`, its name or path, as long as the limit allows. Throws InvalidInput, with the path,
/// where there is no such file, it is none of lyap's, it is cut or damaged, or it is of a newer version; Failure where
/// it cannot be read or ffmpeg is missing; and Interrupted.
Recipe read_recipe_file(const std::string& path, const std::string& ffmpeg, const WaitLimit& limit);

/// Throws InvalidInput, naming the field, unless the palette has the colours that the recipe was made with, which came
/// from `path`. To be called where the palette is the recipe's own.
void check_recipe_colors(const Recipe& recipe, const Palette& palette, const std::string& path);

}  // namespace lyap
