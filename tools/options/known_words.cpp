#include "tools/options/known_words.h"

#include "host/base/nearest_name.h"
#include "host/base/text.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back(name);
  }
  return names;
}

std::string unknown_word(const std::string& what, const std::string& name, const std::vector<std::string>& known) {
  constexpr std::size_t kFew = 5;
  std::string text = fmt::format("unknown {} {}", what, in_quotes(name));
  if (const auto nearest = nearest_name(name, known)) {
    text += fmt::format(", did you mean '{}'?", *nearest);
  } else if (known.size() <= kFew) {
    text += fmt::format("; there are {}", fmt::join(known, ", "));
  }
  return text;
}

std::string describe_extras(const CLI::App& app) {
  const std::vector<std::string> extras = app.remaining(true);
  const std::vector<CLI::App*> commands = app.get_subcommands();
  const auto is_option = [](const std::string& word) { return word.starts_with("-"); };
  const auto option = std::find_if(extras.begin(), extras.end(), is_option);
  if (option != extras.end()) {
    std::vector<std::string> known;
    for (const std::string& name : option_names(commands.empty() ? app : *commands.front())) {
      known.push_back("--" + name);
    }
    return unknown_word("option", option->substr(0, option->find('=')), known);
  }
  if (commands.empty()) return unknown_word("command", extras.empty() ? "" : extras.front(), command_names(app));
  return fmt::format("{} is one argument too many", in_quotes(extras.empty() ? "" : extras.front()));
}

}  // namespace lyap
