#pragma once

#include <charconv>

namespace lyap {

/// As std::from_chars() reads a double, also where the standard library has none.
std::from_chars_result read_decimal(const char* begin, const char* end, double& value);

}  // namespace lyap
