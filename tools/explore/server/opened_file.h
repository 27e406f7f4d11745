#pragma once

#include "host/spec/recipe.h"

#include <stop_token>
#include <string>
#include <string_view>

namespace lyap {

/// The recipe in the bytes of a picture or film that lyap made and that was called `name`, of which its ending counts
/// alone. Films are read with `ffmpeg`. Throws what read_recipe_file() throws.
Recipe recipe_in_bytes(std::string_view name, std::string_view bytes, const std::string& ffmpeg,
                       const std::stop_token& stop);

}  // namespace lyap
