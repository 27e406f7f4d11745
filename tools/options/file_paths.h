#pragma once

#include <string>

namespace lyap {

/// The text of an option that a file sets, where the option names files: a relative path is one from the folder of that
/// file, so that the file means the same wherever lyap is started. Names of palettes, "-" and absolute paths stay as
/// they are, and so do the texts of all other options.
std::string from_folder_of(const std::string& file, const std::string& option, const std::string& text);

}  // namespace lyap
