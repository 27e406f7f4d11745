#pragma once

#include "tools/options/option_file.h"

#include <string>

namespace lyap {

/// Sets the options of the command at hand from the TOML file of --config. They stand at the top level of the file or
/// in a section of the command's name; sections of other commands are passed over. Returns where the options stand.
/// Throws InvalidInput for a section or an option that is not known.
OptionOrigins apply_config(const std::string& path, const CLI::App& app, CLI::App& command, const RivalOptions& rivals);

}  // namespace lyap
