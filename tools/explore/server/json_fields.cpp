#include "tools/explore/server/json_fields.h"

#include "tools/options/error_message.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

namespace lyap {
namespace {

std::string text_of_field(const std::string& field, const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  throw InvalidInput(field, "it is no text");
}

}  // namespace

nlohmann::json parse_body(std::string_view body) {
  nlohmann::json parsed = nlohmann::json::parse(body, nullptr, false);
  if (!parsed.is_object()) throw InvalidInput("the request is no object of JSON");
  return parsed;
}

std::string text_in(const nlohmann::json& body, const std::string& key, std::string_view otherwise) {
  const auto found = body.find(key);
  return found == body.end() ? std::string(otherwise) : text_of_field(key, *found);
}

int number_in(const nlohmann::json& body, const std::string& key, int min, int max, int otherwise) {
  const auto found = body.find(key);
  if (found == body.end()) return otherwise;
  if (found->is_number_integer()) {
    const auto number = found->get<std::int64_t>();
    if (number >= min && number <= max) return static_cast<int>(number);
  }
  throw InvalidInput(key, fmt::format("it is no whole number from {} to {}", min, max));
}

Settings fields_in(const nlohmann::json& body) {
  const auto found = body.find("fields");
  if (found == body.end() || !found->is_object()) throw InvalidInput("fields", "they are missing, or no object");
  Settings fields;
  for (const auto& [field, value] : found->items()) {
    if (value.is_array()) {
      for (const nlohmann::json& one : value) fields.add(field, text_of_field(field, one));
    } else {
      fields.set(field, text_of_field(field, value));
    }
  }
  return fields;
}

nlohmann::json json_of(const Settings& fields) {
  nlohmann::json object = nlohmann::json::object();
  for (const std::string& field : fields.fields()) {
    const std::vector<std::string> texts = fields.all(field);
    if (texts.size() == 1 && field != "set") {
      object[field] = texts.front();
    } else {
      object[field] = texts;
    }
  }
  return object;
}

nlohmann::json json_of(const InvalidInput& error) {
  return {{"field", error.field()}, {"message", error.problem()}, {"text", message_of(error)}};
}

nlohmann::json json_of_failure(std::string_view message) {
  return {{"field", ""}, {"message", message}, {"text", message}};
}

std::string text_of(const nlohmann::json& answer) {
  return answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (k < count ? static_cast<std::uint8_t>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) text += k <= count ? kDigits[group >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

}  // namespace lyap
