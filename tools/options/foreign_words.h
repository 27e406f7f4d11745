#pragma once

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

namespace lyap {

/// What the command calls an option that it does not have but other programs do, or people expect: "--set C=3" for --c
/// with the value 3, "--iterations" for --maxiter. `value` is what stands behind the option, "" for nothing. Nothing
/// where the command has no such option either.
std::optional<std::string> own_option_for(const std::string& name, const std::string& value, const CLI::App& command);

}  // namespace lyap
