#pragma once

#include <string_view>

namespace lyap {

/// Writes a command's answer to standard output. Throws Failure if that is not possible (a full disk); a reader that
/// has seen enough (`lyap palettes | head`) is no error.
void print_answer(std::string_view text);

}  // namespace lyap
