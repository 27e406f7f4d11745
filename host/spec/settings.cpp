#include "host/spec/settings.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/text.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {

std::string Settings::text(const std::string& field, std::string_view otherwise) const {
  const auto found = texts_.find(field);
  if (found == texts_.end()) return std::string(otherwise);
  if (found->second.size() != 1) {
    throw InvalidInput(field, fmt::format("{} values are given; one is accepted", found->second.size()));
  }
  return found->second.front();
}

std::vector<std::string> Settings::all(const std::string& field) const {
  const auto found = texts_.find(field);
  return found == texts_.end() ? std::vector<std::string>() : found->second;
}

bool Settings::flag(const std::string& field) const {
  const std::string value = text(field, "false");
  if (value == "true" || value == "false") return value == "true";
  throw InvalidInput(field, fmt::format("{} is not known: true and false are accepted", in_quotes(value)));
}

std::vector<std::string> Settings::fields() const {
  std::vector<std::string> names;
  names.reserve(texts_.size());
  for (const auto& [field, texts] : texts_) names.push_back(field);
  return names;
}

void Settings::require_known(std::span<const std::string> known) const {
  for (const auto& [field, texts] : texts_) {
    if (std::ranges::find(known, field) != known.end()) continue;
    const auto nearest = nearest_name(field, known);
    throw InvalidInput(fmt::format("unknown field {}{}", in_quotes(field),
                                   nearest ? fmt::format(", did you mean '{}'?", *nearest) : ""));
  }
}

}  // namespace lyap
