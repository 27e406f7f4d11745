#include "tools/generate/program_words.h"

#include "host/backends/backend_registry.h"
#include "host/color/palette.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

std::vector<std::string> backend_names() {
  std::vector<std::string> names{"auto", "cpu"};
  for (const BackendDescription& backend : list_backends()) names.push_back(backend.name);
  return names;
}

/// "A=" to "Z=" for "LETTER=RATE" and "L=FROM:TO", "A" to "Z" where no value must follow.
std::vector<std::string> letters_for(std::string_view type) {
  const bool has_value = type.starts_with("LETTER=") || type.starts_with("L=");
  std::vector<std::string> letters;
  for (char letter = 'A'; letter <= 'Z'; ++letter) letters.push_back(fmt::format("{}{}", letter, has_value ? "=" : ""));
  return letters;
}

/// Of "auto|f32|f64" all words, of "MIN:MAX|auto" the one that stands for itself.
std::vector<std::string> choices_in(std::string_view type) {
  std::vector<std::string> words;
  while (!type.empty()) {
    const std::size_t end = std::min(type.find('|'), type.size());
    const std::string_view word = type.substr(0, end);
    const auto is_placeholder = [](unsigned char c) { return std::isupper(c) != 0; };
    if (std::ranges::none_of(word, is_placeholder)) words.emplace_back(word);
    type.remove_prefix(std::min(end + 1, type.size()));
  }
  return words;
}

std::vector<std::string> values_of(const CLI::Option& option, const std::string& type) {
  const auto& names = option.get_lnames();
  const auto is_called = [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
  if (is_called("palette") || is_called("palette-stable") || is_called("palette-chaos")) return palette_names();
  if (is_called("backend") || is_called("left") || is_called("right")) return backend_names();
  if (type.starts_with("LETTER") || type.starts_with("L=")) return letters_for(type);
  return type.find('|') != std::string::npos ? choices_in(type) : std::vector<std::string>();
}

OptionWords words_of(const CLI::Option& option) {
  OptionWords words;
  for (const std::string& name : option.get_snames()) words.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) words.names.push_back("--" + name);
  if (words.names.empty()) words.names.push_back(option.get_name());
  const bool is_positional = option.get_positional();
  if (option.get_expected_max() != 0 && !is_positional) words.type = option.get_type_name();
  words.description = option.get_description();
  if (const std::string value = option.get_default_str(); !value.empty()) words.description += " [" + value + "]";
  words.group = option.get_group();
  words.values = values_of(option, words.type);
  words.takes_file = words.type.starts_with("FILE") || words.type.starts_with("NAME.") || words.type == "PROGRAM" ||
                     words.type == "FOLDER" || is_positional;
  return words;
}

CommandWords words_of(const CLI::App& app) {
  CommandWords words{app.get_name(), app.get_description(), {}, {}, {}, app.get_footer()};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;  // not in the help either
    (option->get_positional() ? words.arguments : words.options).push_back(words_of(*option));
  }
  for (const CLI::App* command : app.get_subcommands({})) words.commands.push_back(command->get_name());
  return words;
}

/// Appends the commands of `app`, and what stands below them; `before` is its own name with a blank, or nothing.
void add_commands(const CLI::App& app, const std::string& before, std::vector<CommandWords>& commands) {
  for (const CLI::App* command : app.get_subcommands({})) {
    CommandWords words = words_of(*command);
    words.name = before + words.name;
    commands.push_back(words);
    add_commands(*command, words.name + " ", commands);
  }
}

/// Programs that a command of lyap stands for are called like "lyap explore" in their help.
std::string program_name(std::string name) {
  std::ranges::replace(name, ' ', '-');
  return name;
}

}  // namespace

ProgramWords program_words(const CLI::App& app) {
  ProgramWords program{program_name(app.get_name()), words_of(app), {}};
  add_commands(app, "", program.commands);
  return program;
}

}  // namespace lyap
