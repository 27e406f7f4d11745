#include "tools/config_file.h"

namespace lyap {

std::vector<CLI::ConfigItem> ConfigFile::from_config(std::istream& input) const {
  std::vector<CLI::ConfigItem> items = CLI::ConfigTOML::from_config(input);
  const std::vector<CLI::App*> commands = app_.get_subcommands();
  if (commands.empty()) return items;
  for (CLI::ConfigItem& item : items) {
    if (item.parents.empty()) item.parents = {commands.front()->get_name()};
  }
  return items;
}

}  // namespace lyap
