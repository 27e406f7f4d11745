#include "tools/config_file.h"

#include "host/error.h"
#include "host/option_values.h"
#include "tools/known_words.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Options are known to CLI11 by their dashes, positional ones without.
const CLI::Option* find_option(const CLI::App& command, const std::string& name) {
  const CLI::Option* option = command.get_option_no_throw("--" + name);
  return option != nullptr ? option : command.get_option_no_throw(name);
}

/// The marks by which CLI11 opens and closes a section.
bool is_section_mark(const CLI::ConfigItem& item) {
  return item.name == "++" || item.name == "--";
}

}  // namespace

bool ConfigFile::is_on_command_line(const CLI::App& command, const std::string& option) const {
  const auto given = [&](const std::string& name) { return find_option(command, name)->count() > 0; };
  for (const auto& rivals : rival_options_) {
    if (std::find(rivals.begin(), rivals.end(), option) != rivals.end() && command.get_name() == "render") {
      return std::any_of(rivals.begin(), rivals.end(), given);
    }
  }
  return given(option);
}

std::vector<CLI::ConfigItem> ConfigFile::from_config(std::istream& input) const {
  const std::string file = app_.get_config_ptr()->as<std::string>();
  const auto refuse = [&](const std::string& what, const std::string& name, const std::vector<std::string>& known) {
    throw InvalidInput(fmt::format("--config {}: {}", in_quotes(file), unknown_word(what, name, known)));
  };
  const std::vector<CLI::App*> commands = app_.get_subcommands();
  std::vector<CLI::ConfigItem> wanted;
  if (commands.empty()) return wanted;
  const CLI::App& command = *commands.front();
  for (CLI::ConfigItem& item : CLI::ConfigTOML::from_config(input)) {
    const std::string section = item.parents.empty() ? command.get_name() : item.parents.front();
    const std::vector<std::string> sections = command_names(app_);
    if (std::find(sections.begin(), sections.end(), section) == sections.end()) refuse("section", section, sections);
    if (section != command.get_name() || is_section_mark(item)) continue;
    if (find_option(command, item.name) == nullptr) refuse("option", item.name, option_names(command));
    if (is_on_command_line(command, item.name)) continue;
    item.parents = {section};
    wanted.push_back(item);
  }
  return wanted;
}

}  // namespace lyap
