#pragma once

#include "host/color/rgb_image.h"
#include "host/spec/settings.h"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace lyap {

/// Text in quotes of JSON.
std::string json_string(std::string_view text);

/// An object of JSON that grows member by member; the values are JSON.
class JsonObject {
 public:
  JsonObject& add(std::string_view name, const std::string& value);
  JsonObject& add_text(std::string_view name, std::string_view text) { return add(name, json_string(text)); }
  template <class Number>
  JsonObject& add_number(std::string_view name, Number number) {
    return add(name, fmt::format("{}", number));
  }
  std::string text() const { return "{" + members_ + "}"; }

 private:
  std::string members_;
};

/// An array of what `make` makes of each value.
template <class Values, class Make>
std::string json_array(const Values& values, const Make& make) {
  std::string items;
  for (const auto& value : values) items += (items.empty() ? "" : ",") + make(value);
  return "[" + items + "]";
}

/// Fields as requests and answers have them: a text, or an array of texts where a field has several or can have.
std::string json_of(const Settings& fields);

/// Colours as one array of numbers: red, green and blue of each.
std::string json_of(const std::vector<Rgb8>& colors);

}  // namespace lyap
