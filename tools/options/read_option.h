#pragma once

#include "host/base/error.h"
#include "host/spec/option_values.h"

#include <cstdint>
#include <string>

namespace lyap {

/// Calls `read(text)` and puts the option's name in front of what it complains about.
template <class Read>
auto read_option(const std::string& option, const std::string& text, Read read) {
  try {
    return read(text);
  } catch (const InvalidInput& error) {
    throw InvalidInput(option, error.problem());
  }
}

/// The option as a whole number from min to max. Throws InvalidInput.
inline std::int64_t read_integer(const std::string& option, const std::string& text, std::int64_t min, std::int64_t max,
                                 const std::string& what) {
  return read_option(option, text, [&](const std::string& t) { return parse_integer(t, min, max, what); });
}

}  // namespace lyap
