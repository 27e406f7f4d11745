#pragma once

#include "host/base/error.h"

#include <string>

namespace lyap {

/// What the command line calls a field that an error names: "--size" for size, "-o" for output, "SEQUENCE" for
/// sequence,
/// "--set C=RATE" for the rate of C. Fields that no option stands for, "window of A", are called as they are.
std::string option_of_field(const std::string& field);

/// The message of an error as the command line shows it: "--size: '5k' is not a size".
std::string message_of(const InvalidInput& error);

}  // namespace lyap
