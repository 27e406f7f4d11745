#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// The names of the program's commands.
std::vector<std::string> command_names(const CLI::App& app);

/// The long names of a command's options, without their dashes.
std::vector<std::string> option_names(const CLI::App& command);

/// "unknown WHAT 'NAME', did you mean 'NEAREST'?", or without the question where no known name is near; then the known
/// ones are listed if they are few.
std::string unknown_word(const std::string& what, const std::string& name, const std::vector<std::string>& known);

}  // namespace lyap
