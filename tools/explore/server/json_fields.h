#pragma once

#include "host/base/error.h"
#include "host/spec/settings.h"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace lyap {

/// The body of a request. Throws InvalidInput unless it is an object of JSON.
nlohmann::json parse_body(std::string_view body);

/// The text under a key of a body, or `otherwise` if it is not there. Throws InvalidInput if it is no text.
std::string text_in(const nlohmann::json& body, const std::string& key, std::string_view otherwise = "");

/// The whole number under a key, from `min` to `max`. Throws InvalidInput for anything else.
int number_in(const nlohmann::json& body, const std::string& key, int min, int max, int otherwise);

/// The object under "fields": texts, and lists of texts, by the names of fields. Throws InvalidInput, naming the field,
/// for anything else.
Settings fields_in(const nlohmann::json& body);

/// What fields_in() reads.
nlohmann::json json_of(const Settings& fields);

/// {"field", "message", "text"}.
nlohmann::json json_of(const InvalidInput& error);
nlohmann::json json_of_failure(std::string_view message);

/// The text of an answer; bytes that are no UTF-8 become U+FFFD.
std::string text_of(const nlohmann::json& answer);

/// Bytes in base64.
std::string base64(std::string_view bytes);

}  // namespace lyap
