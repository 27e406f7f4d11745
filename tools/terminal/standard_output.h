#pragma once

#include <string>
#include <string_view>

namespace lyap {

/// Writes a command's answer to standard output. Throws Failure if that is not possible (a full disk); a reader that
/// has seen enough (`lyap palettes | head`) is no error.
void print_answer(std::string_view text);

/// Writes to standard error. What nobody can read there is no reason to fail.
void print_report(const std::string& text);

/// How reports name an output: "standard output" for "-".
std::string name_of_output(const std::string& output);

/// Tells whoever sits at a terminal why the end takes a moment after Ctrl-C.
void announce_stop();

/// Throws InvalidInput, naming `field`, if `output`, its value, is "-" and standard output is a terminal, which
/// pictures would garble.
void refuse_terminal(std::string_view output, const std::string& field = "output");

}  // namespace lyap
