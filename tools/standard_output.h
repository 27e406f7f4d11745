#pragma once

#include <string>
#include <string_view>

namespace lyap {

/// Writes a command's answer to standard output. Throws Failure if that is not possible (a full disk); a reader that
/// has seen enough (`lyap palettes | head`) is no error.
void print_answer(std::string_view text);

/// Writes to standard error. What nobody can read there is no reason to fail.
void print_report(const std::string& text);

/// Throws InvalidInput if `output` is "-" and standard output is a terminal, which pictures would garble.
void refuse_terminal(std::string_view output);

}  // namespace lyap
