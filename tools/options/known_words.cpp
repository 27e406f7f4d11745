#include "tools/options/known_words.h"

#include "host/base/nearest_name.h"
#include "host/base/text.h"

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

}  // namespace lyap
