#include "tools/explore/wasm/json_text.h"

#include <vector>

namespace lyap {

std::string json_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < ' ') {
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

JsonObject& JsonObject::add(std::string_view name, const std::string& value) {
  if (!members_.empty()) members_ += ',';
  members_ += json_string(name) + ':' + value;
  return *this;
}

std::string json_of(const Settings& fields) {
  JsonObject object;
  for (const std::string& field : fields.fields()) {
    const std::vector<std::string> texts = fields.all(field);
    if (texts.size() == 1 && field != "set") {
      object.add_text(field, texts.front());
    } else {
      object.add(field, json_array(texts, json_string));
    }
  }
  return object.text();
}

std::string json_of(const std::vector<Rgb8>& colors) {
  return json_array(colors, [](const Rgb8& color) { return fmt::format("{},{},{}", color.r, color.g, color.b); });
}

}  // namespace lyap
