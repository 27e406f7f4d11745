#pragma once

#include <CLI/CLI.hpp>

namespace lyap {

/// Adds --generate, which prints the program's manual page or a completion script for a shell and ends the program, as
/// --help does: by CLI::Success. Of the whole program, whatever command it stands behind.
void add_generate_option(CLI::App& app);

}  // namespace lyap
