#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// Reads --config FILE (TOML) so that the options of the command at hand stand at the top level of the file:
/// `size = "4k"` without a [render] section around it.
class ConfigFile : public CLI::ConfigTOML {
 public:
  explicit ConfigFile(const CLI::App& app) : app_(app) {}

  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override;

 private:
  const CLI::App& app_;
};

}  // namespace lyap
