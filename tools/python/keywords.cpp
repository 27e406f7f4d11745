#include "tools/python/keywords.h"

#include <algorithm>
#include <string_view>

namespace lyap::python {

Settings settings_of(const FieldTexts& texts) {
  Settings settings;
  for (const auto& [field, values] : texts) {
    for (const std::string& value : values) settings.add(field, value);
  }
  return settings;
}

std::string keyword_of(const std::string& field) {
  constexpr std::string_view kRate = "rate of ";
  if (field.starts_with(kRate)) return field.substr(kRate.size());
  if (field == "window of A") return "a";
  if (field == "window of B") return "b";
  if (field.starts_with("timeline of") || field == "track") return "timeline";
  if (field == "output") return "path";
  std::string keyword = field;
  std::ranges::replace(keyword, '-', '_');
  return keyword;
}

}  // namespace lyap::python
