#pragma once

#include "host/output/picture_file.h"
#include "host/spec/settings.h"

#include <string>

namespace lyap {

/// The format that the ending of an output's name says, PNG where it has none. Throws InvalidInput, naming the output,
/// for another ending.
PictureFormat picture_format_of(const std::string& output);

/// The field `depth` of a picture whose output is the field `output`: 8, or 16. Throws InvalidInput, naming the field,
/// for others, and for any where the output is an EXR file, which has no choice.
int read_depth(const Settings& settings);

}  // namespace lyap
