#pragma once

#include "host/spec/film.h"
#include "host/spec/render_spec.h"
#include "host/spec/settings.h"

#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// What makes a picture or a film again, as it travels inside the file that was made of it: nothing of where it goes
/// and of what computes it.
struct Recipe {
  bool is_film = false;
  /// Of the lyap that made it.
  std::string version;
  /// Palette::checksum of its colours; empty where the palette's name tells them.
  std::string colors;
  /// Texts of recipe_fields(). Everything is spelled out, so that other defaults of a later version change nothing;
  /// brute-force, show, how pixels are sampled, tones, depth, axes, and what a film need not have are there only where
  /// they say something.
  Settings fields;
};

/// Adds the fields of a tone, for what is not the default. An open one (Tone::is_open) has what it asks for.
void add_tone(const Tone& tone, Settings& fields);

/// All fields that a recipe can have, in the order in which it is told.
const std::vector<std::string>& recipe_fields();

/// Whether a recipe can have several texts of the field.
bool is_repeated_field(std::string_view field);

/// Whether the field is true or false.
bool is_flag_field(std::string_view field);

/// The recipe of a still, with the precision that choose_precision() finds. `palette_name` and `colors` are
/// Palette::name and Palette::checksum.
Recipe recipe_of(const RenderSpec& spec, std::string_view palette_name, std::string_view colors = "");

/// The recipe of a film, whose frames find their precision one by one where it is automatic.
Recipe recipe_of(const Film& film, std::string_view palette_name, std::string_view colors = "");

}  // namespace lyap
