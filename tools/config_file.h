#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// Reads --config FILE (TOML) so that the options of the command at hand stand at the top level of the file:
/// `size = "4k"` without a [render] section around it. What the command line gives, in whatever spelling, is left out
/// of the file. Throws InvalidInput for a section or an option that is not known.
class ConfigFile : public CLI::ConfigTOML {
 public:
  /// `rival_options` are groups of options of which one replaces the others, by their names without dashes.
  ConfigFile(const CLI::App& app, std::vector<std::vector<std::string>> rival_options)
      : app_(app), rival_options_(std::move(rival_options)) {}

  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override;

 private:
  bool is_on_command_line(const CLI::App& command, const std::string& option) const;

  const CLI::App& app_;
  std::vector<std::vector<std::string>> rival_options_;
};

}  // namespace lyap
