#pragma once

#include "host/spec/settings.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// What the explorer's page can order: one picture or a film.
enum class OrderedCommand { kRender, kAnimate };

/// The command of that name, "render" or "animate". Throws InvalidInput for any other.
OrderedCommand parse_ordered_command(std::string_view name);
std::string_view name_of(OrderedCommand command);

/// The fields of a still or of a film that a page may set: what a recipe can say and the other spellings of it. Nothing
/// that names a file or a program, and no arguments of the encoder, which can do so too: who can talk to the server
/// must not be able to read or write what its user can.
std::vector<std::string> page_fields(OrderedCommand command);

/// Refuses what a page may not ask for: other fields than page_fields(), palettes that are neither built in (nor several
/// such, joined by '+' and ':') nor among `palettes`, and codecs and presets that are not plain words. Throws InvalidInput,
/// naming the field. Whether the fields make a job is for read_still_job() and read_film_job() to say.
void check_page_fields(OrderedCommand command, const Settings& fields, std::span<const std::string> palettes = {});

}  // namespace lyap
