#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// The words of a line: between blanks, or in double quotes, where a backslash stands in front of quotes and backslashes.
/// A last one whose quotes do not end is left out.
std::vector<std::string> split_words(std::string_view line);

/// The line that has these words, with quotes only where they are needed.
std::string joined_words(const std::vector<std::string>& words);

}  // namespace lyap
