#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// An entry of a FRACTINT parameter file, "NAME { KEY=VALUE KEY=VALUE }".
struct FractintEntry {
  std::string name;
  /// Keys in lower case; a key without a value has an empty one.
  std::map<std::string, std::string> values;
};

/// The entries in the order of the file. What stands behind a ';' is a comment, a '\' at the end of a line joins it
/// with the next one. Entries of formulas and the like, "frm:NAME {…}", are left out. Throws InvalidInput, "line N: …",
/// where an entry has no end.
std::vector<FractintEntry> read_fractint_entries(std::string_view text);

}  // namespace lyap
