#include "tools/config_file.h"

namespace lyap {

std::vector<CLI::ConfigItem> ConfigFile::from_config(std::istream& input) const {
  std::vector<CLI::ConfigItem> entries = CLI::ConfigTOML::from_config(input);
  const std::vector<CLI::App*> commands = app_.get_subcommands();
  if (commands.empty()) return entries;
  for (CLI::ConfigItem& item : entries) {
    if (item.parents.empty()) item.parents = {commands.front()->get_name()};
  }
  return entries;
}

}  // namespace lyap
