#pragma once

#include "host/farm/farm_folder.h"

#include <filesystem>
#include <string>

namespace lyap {

/// The path of this program.
std::filesystem::path own_program();

/// "'/usr/bin/lyap' farm COMMAND '/shared/loop'", for a shell, which may be elsewhere: both paths are absolute.
std::string farm_command_line(const std::string& command, const FarmFolder& folder);

}  // namespace lyap
