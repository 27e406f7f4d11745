#pragma once

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {

/// The value that has the name `text` in `names`, pairs of values and names. Throws InvalidInput, with the nearest name
/// and all that there are, if none has.
template <class Names>
auto value_named(const Names& names, std::string_view text) {
  std::vector<std::string> known;
  for (const auto& [value, name] : names) {
    if (text == name) return value;
    known.emplace_back(name);
  }
  const std::optional<std::string> meant = nearest_name(text, known);
  throw InvalidInput(fmt::format("{} is not known{}: {} are accepted", in_quotes(text),
                                 meant ? fmt::format(", did you mean {}", *meant) : "", fmt::join(known, ", ")));
}

/// The name of `wanted` in `names`, "" if it has none.
template <class Names, class Value>
const char* name_in(const Names& names, Value wanted) {
  for (const auto& [value, name] : names) {
    if (value == wanted) return name;
  }
  return "";
}

}  // namespace lyap
