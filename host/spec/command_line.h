#pragma once

#include "host/spec/film.h"
#include "host/spec/render_spec.h"

#include <string>
#include <string_view>

namespace lyap {

/// The text as one word of a shell, in single quotes.
std::string shell_word(std::string_view text);

/// The `lyap render` command line, without file name and machine-dependent options, that makes this picture again;
/// every option is spelled out, --brute-force and --show only where they are not the default, numbers in the shortest
/// form that reads back as the same double.
std::string command_line_of(const RenderSpec& spec, std::string_view palette_name);

/// The same for a film and `lyap animate`. The tracks of a timeline, which only a film file can hold, stand in
/// brackets.
std::string command_line_of(const Film& film, std::string_view palette_name);

}  // namespace lyap
