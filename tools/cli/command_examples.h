#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace lyap {

/// Shows two examples at the end of the help of the program and of each of its commands.
void add_examples(CLI::App& app);

/// The words of a command line, the program's first: `lyap help COMMAND` as `lyap COMMAND --help`, all others as they
/// are.
std::vector<std::string> with_help_option(std::vector<std::string> words);

}  // namespace lyap
