#include "host/spec/bounded_json.h"

#include <nlohmann/json.hpp>

namespace lyap {

nlohmann::ordered_json parse_bounded_json(std::string_view text) {
  using Json = nlohmann::ordered_json;
  constexpr int kMaxKeys = 1000;
  constexpr int kMaxDepth = 16;
  int keys = 0;
  bool is_bounded = true;
  // What comes after the first that is too much is read and not kept.
  const auto keep = [&](int depth, Json::parse_event_t event, const Json&) {
    if (event == Json::parse_event_t::key) ++keys;
    is_bounded = is_bounded && keys <= kMaxKeys && depth <= kMaxDepth;
    return is_bounded;
  };
  Json json = Json::parse(text, keep, false);
  return is_bounded && json.is_object() ? json : Json();
}

}  // namespace lyap
