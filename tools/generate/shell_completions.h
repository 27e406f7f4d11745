#pragma once

#include "tools/generate/program_words.h"

#include <string>

namespace lyap {

/// Scripts that let a shell complete the program's commands, options and values. They are read by the shell as
/// /usr/share/bash-completion/completions/NAME, /usr/share/zsh/vendor-completions/_NAME and
/// /usr/share/fish/vendor_completions.d/NAME.fish, and call nothing.
std::string bash_completion(const ProgramWords& program);
std::string zsh_completion(const ProgramWords& program);
std::string fish_completion(const ProgramWords& program);

}  // namespace lyap
