#pragma once

#include "host/base/error.h"
#include "host/base/retold_error.h"
#include "host/spec/option_values.h"
#include "host/spec/settings.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace lyap {

/// `read(text)`; what it complains about is said of `field`.
template <class Read>
auto read_as(const std::string& field, const std::string& text, Read read) {
  return retelling([&](const InvalidInput& error) { return InvalidInput(field, error.problem()); },
                   [&] { return read(text); });
}

/// `read(text)` of the field's text, or of `otherwise` if it has none. Throws InvalidInput, naming the field.
template <class Read>
auto read_field(const Settings& settings, const std::string& field, std::string_view otherwise, Read read) {
  return read_as(field, settings.text(field, otherwise), read);
}

/// The field as a whole number from min to max, `otherwise` if it has no text; `what` is its name in messages, "the
/// number of iterations". Throws InvalidInput, naming the field.
inline std::int64_t read_integer(const Settings& settings, const std::string& field, std::int64_t otherwise,
                                 std::int64_t min, std::int64_t max, std::string_view what) {
  if (!settings.has(field)) return otherwise;
  return read_field(settings, field, "", [&](const std::string& text) { return parse_integer(text, min, max, what); });
}

/// The field as a number, `otherwise` if it has no text. Throws InvalidInput, naming the field.
inline double read_number(const Settings& settings, const std::string& field, double otherwise) {
  return settings.has(field) ? read_field(settings, field, "", parse_number) : otherwise;
}

}  // namespace lyap
