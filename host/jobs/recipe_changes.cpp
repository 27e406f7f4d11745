#include "host/jobs/recipe_changes.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/jobs/picture_settings.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

namespace lyap {
namespace {

/// A field of a recipe, and those that take its place besides itself.
struct Replacement {
  const char* field;
  std::initializer_list<const char*> by;
};

void remove_replaced(const Settings& changes, Settings& fields) {
  static const std::initializer_list<Replacement> kReplacements{{"sequence", {"seq"}},
                                                                {"horizontal", {"a"}},
                                                                {"vertical", {"b"}},
                                                                {"center", {"xc", "yc"}},
                                                                {"palette", {"palette-stable", "palette-chaos"}},
                                                                {"levels", {"tone"}},
                                                                {"quantiles", {"tone"}},
                                                                {"frames", {"duration"}}};
  for (const auto& [field, by] : kReplacements) {
    if (std::ranges::any_of(by, [&](const char* other) { return changes.has(other); })) fields.remove(field);
  }
}

/// The letters that `changes` give a rate, a window or a movement.
std::string letters_in(const Settings& changes) {
  std::string letters;
  const auto add = [&](std::string_view text, std::size_t place) {
    if (place >= text.size()) return;
    if (const auto letter = as_letter(text[place])) letters += *letter;
  };
  for (const char* field : {"set", "horizontal", "vertical", "circle", "sweep", "track"}) {
    for (const std::string& text : changes.all(field)) {
      // Not the window of a track, nor parameters with longer names.
      const std::string_view name(field);
      const bool begins_with_letter = name == "track" ? text.find(' ') == 1 : name != "sweep" || text.find('=') == 1;
      if (begins_with_letter) add(text, 0);
      if (std::string_view(field) == "circle") add(text, 2);
    }
  }
  if (changes.has("a")) letters += 'A';
  if (changes.has("b")) letters += 'B';
  return letters;
}

/// The letters that can have a constant rate: those of the sequence, or any where it cannot be read, which the job
/// says.
std::string letters_of_sequence(const Settings& changes) {
  constexpr std::string_view kAll = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (!changes.has("sequence") && !changes.has("seq")) return std::string(kAll);
  try {
    return read_sequence(changes).distinct();
  } catch (const InvalidInput&) {
    return std::string(kAll);
  }
}

void merge_constants(const Settings& changes, Settings& fields) {
  const std::string given = letters_in(changes);
  const std::string possible = letters_of_sequence(changes);
  const std::vector<std::string> constants = fields.all("set");
  fields.remove("set");
  for (const std::string& text : constants) {
    const char letter = text.empty() ? '\0' : text.front();
    if (given.find(letter) == given.npos && possible.find(letter) != possible.npos) fields.add("set", text);
  }
  for (const std::string& text : changes.all("set")) fields.add("set", text);
}

void remove_other_movements(const Settings& changes, Settings& fields) {
  constexpr std::array<const char*, 4> kMovements{"circle", "sweep", "zoom", "track"};
  if (std::ranges::none_of(kMovements, [&](const char* field) { return changes.has(field); })) return;
  for (const char* field : kMovements) fields.remove(field);
  if (!changes.has("circle")) {
    fields.remove("center");
    fields.remove("radius");
  }
  if (!changes.has("zoom")) fields.remove("zoom-factor");
  if (!changes.has("zoom") && !changes.has("sweep")) fields.remove("ping-pong");
}

/// A centre and a span take the place of the windows; the letters stay on their axes.
void remove_replaced_windows(const Settings& changes, Settings& fields) {
  if (!changes.has("span")) return;
  for (const char* axis : {"horizontal", "vertical"}) fields.set(axis, fields.text(axis).substr(0, 1));
}

void forget_automatic_precision(Settings& fields) {
  RenderSpec spec = read_picture(fields);
  const Precision precision = spec.precision;
  spec.precision = Precision::kAutomatic;
  if (choose_precision(spec) == precision) fields.remove("precision");
}

}  // namespace

Settings with_changes(const Recipe& recipe, const Settings& changes) {
  Settings fields = recipe.fields;
  if (!recipe.is_film) forget_automatic_precision(fields);
  fields.remove("encoder-args");
  if (changes.has("size")) fields.remove("size");
  remove_replaced(changes, fields);
  remove_replaced_windows(changes, fields);
  remove_other_movements(changes, fields);
  merge_constants(changes, fields);
  for (const std::string& field : changes.fields()) {
    if (field == "set") continue;
    fields.remove(field);
    for (const std::string& text : changes.all(field)) fields.add(field, text);
  }
  return fields;
}

}  // namespace lyap
