#include "host/jobs/notebook_defaults.h"

#include "host/jobs/movement_settings.h"
#include "host/jobs/picture_settings.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

namespace lyap {
namespace {

bool has_any(const Settings& settings, std::initializer_list<const char*> fields) {
  return std::ranges::any_of(fields, [&](const char* field) { return settings.has(field); });
}

bool is_of_notebook(const Settings& film) {
  if (!film.has("seq") || film.has("sequence")) return false;
  const std::string letters = read_sequence(film).distinct();
  return letters.find('C') != letters.npos && letters.find('D') != letters.npos;
}

}  // namespace

Settings with_notebook_defaults(const Settings& film) {
  // The notebook has a centre and a radius for its circle.
  constexpr std::array<std::string_view, 4> kOfCircle{"center", "xc", "yc", "radius"};
  const auto moves = [&](const std::string& field) {
    return film.has(field) && std::ranges::count(kOfCircle, field) == 0;
  };
  if (std::ranges::any_of(movement_fields(), moves) || has_any(film, {"set", "horizontal", "vertical"})) return film;
  if (!is_of_notebook(film)) return film;
  Settings settings = film;
  settings.set("circle", "C,D");
  if (!has_any(film, {"center", "xc", "yc"})) settings.set("center", "3,3");
  if (!film.has("radius")) settings.set("radius", "0.2");
  if (!has_any(film, {"size", "width", "height"})) settings.set("size", "512x512");
  if (!film.has("iterations")) settings.set("iterations", "100");
  if (!has_any(film, {"palette", "palette-stable", "palette-chaos", "tone"})) settings.set("palette", "managua");
  return settings;
}

}  // namespace lyap
