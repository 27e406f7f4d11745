#pragma once

#include "host/spec/settings.h"

#include <map>
#include <string>
#include <vector>

namespace lyap::python {

/// The texts of fields, as the package makes them of keyword arguments.
using FieldTexts = std::map<std::string, std::vector<std::string>>;

Settings settings_of(const FieldTexts& texts);

/// The keyword argument that a field of an error was given by: "brute_force" for "brute-force", "C" for "rate of C",
/// "a" for "window of A", "path" for "output"; what has no keyword of its own stays as it is.
std::string keyword_of(const std::string& field);

}  // namespace lyap::python
