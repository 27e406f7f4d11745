#pragma once

#include "host/spec/film.h"
#include "host/spec/recipe.h"
#include "host/spec/render_spec.h"

#include <string>
#include <string_view>

namespace lyap {

/// The text as one word of a shell, in single quotes.
std::string shell_word(std::string_view text);

/// The options of a recipe's fields as they stand on a command line, each with a blank in front.
std::string option_words(const Settings& fields);

/// The lyap command line, without file name and machine-dependent options, that makes the picture or film again: an
/// option for each field of the recipe. Whatever the texts are, a shell takes each as one word.
std::string command_line_of(const Recipe& recipe);

/// The `lyap render` command line of a picture, numbers in the shortest form that reads back as the same double.
std::string command_line_of(const RenderSpec& spec, std::string_view palette_name);

/// The same for a film and `lyap animate`.
std::string command_line_of(const Film& film, std::string_view palette_name);

/// The recipe that a command line tells, as command_line_of() writes it or as files had it before they had recipes:
/// tracks in brackets, and behind '#' the version of lyap and the colours. No version where it tells none. Throws
/// InvalidInput for any other text.
Recipe parse_command_line(std::string_view line);

}  // namespace lyap
