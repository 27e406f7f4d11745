#pragma once

#include <string>
#include <string_view>

namespace lyap {

/// Writes a command's answer to standard output. Throws Failure if that is not possible (a full disk); a reader that
/// has seen enough (`lyap palettes | head`) is no error.
void print_answer(std::string_view text);

/// Writes to standard error, with the patience of some seconds (write_to_standard_error()).
void print_report(const std::string& text);

/// How reports name an output: "standard output" for "-".
std::string name_of_output(const std::string& output);

/// Explains on a terminal why the program takes a moment to end after Ctrl-C.
void announce_stop();

/// Throws InvalidInput, naming `field`, if `output`, its value, is "-" and standard output is a terminal, which
/// pictures would garble.
void refuse_terminal(std::string_view output, const std::string& field = "output");

}  // namespace lyap
