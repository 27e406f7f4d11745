#pragma once

#include "tools/options/field_options.h"
#include "tools/options/option_file.h"

#include <string>

namespace lyap {

/// Adds the options of look_fields(), as a group of their own.
void add_look_options(FieldOptions& options);

/// Adds the options that say what a picture shows, with the notebook's spellings. The first argument of the command is
/// the sequence, which `about_sequence` describes.
void add_picture_options(FieldOptions& options, const std::string& about_sequence);

/// Groups of those options, by their names without dashes, of which one replaces the others.
RivalOptions rival_picture_options();

}  // namespace lyap
