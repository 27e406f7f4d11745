#pragma once

#include <chrono>
#include <string_view>

namespace lyap {

/// Writes to standard error. Where nobody takes the text, on a terminal that was stopped with Ctrl-S or into a full
/// pipe, the rest of it is given up after `patience`: a program that waits there hears no stop request. Other errors of
/// writing are ignored.
void write_to_standard_error(std::string_view text, std::chrono::milliseconds patience);

}  // namespace lyap
