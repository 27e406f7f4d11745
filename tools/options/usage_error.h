#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace lyap {

/// What is wrong with how an option was given, in words: a value that is missing, an option that is there twice.
std::string describe_misuse(const CLI::Option& option, const CLI::ParseError& error);

/// What is wrong with the command line that `app` did not take: an option or a command that there is not, with the one
/// that was meant, or a misuse of one that there is.
std::string describe_usage_error(const CLI::App& app, const CLI::ParseError& error);

}  // namespace lyap
