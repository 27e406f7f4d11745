#pragma once

#include <string>
#include <string_view>

namespace lyap {

/// The text of a TOML file as toml++ can read it, line by line as it is in the file `path`.
///
/// toml++ 3.3.0 states some things about its input that files need not keep to: with assertions it stops the program,
/// without them its behaviour is undefined. What is no TOML in such a way is refused here: throws InvalidInput with
/// file, line and column. Where TOML itself is misread - a character outside of ASCII that follows a line that ends in
/// a backslash - the character is written as its escape sequence. All else is left for toml++ to judge.
std::string prepare_toml(std::string_view text, const std::string& path);

}  // namespace lyap
