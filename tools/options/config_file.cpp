#include "tools/options/config_file.h"

#include "tools/options/known_words.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {

OptionOrigins apply_config(const std::string& path, const CLI::App& app, CLI::App& command,
                           const RivalOptions& rivals) {
  const toml::table table = read_toml(path, "config");
  const std::vector<std::string> sections = command_names(app);
  OptionFile file(path, command, rivals);
  for (const auto& [key, value] : table) {
    const std::string name(key.str());
    if (!value.is_table() || std::find(sections.begin(), sections.end(), name) != sections.end()) continue;
    throw InvalidInput(file.at(value, unknown_word("section", name, sections)));
  }
  // The section is nearer to the command than the top level.
  if (const toml::table* section = table[command.get_name()].as_table()) file.apply(*section);
  file.apply(table, [&](const std::string& name) { return table[name].is_table(); });
  return file.origins();
}

}  // namespace lyap
