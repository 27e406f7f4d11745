#include "tools/terminal/json_report.h"

#include "tools/terminal/standard_output.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <vector>

#include <fmt/format.h>

namespace lyap {

std::string json_string(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string report_json(std::string_view event, std::string_view text) {
  return fmt::format(R"({{"event": {}, "text": {}}})", json_string(event), json_string(text));
}

ProgressStyle report_style(int argc, char** argv) {
  const std::vector<std::string_view> words(argv, argv + argc);
  const auto option = std::ranges::find(words, "--progress");
  const bool is_json = option != words.end() && option + 1 != words.end() && *(option + 1) == "json";
  return is_json || std::ranges::count(words, "--progress=json") > 0 ? ProgressStyle::kJson : ProgressStyle::kLines;
}

void print_report(ProgressStyle style, std::string_view event, std::string_view text) {
  if (style != ProgressStyle::kJson) {
    print_report(std::string(text));
    return;
  }
  std::string objects;
  while (!text.empty()) {
    std::string_view line = text.substr(0, std::min(text.find('\n'), text.size()));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    for (const std::string_view head : {"note: ", "lyap: "}) {
      if (line.starts_with(head)) line.remove_prefix(head.size());
    }
    objects += report_json(event, line) + "\n";
  }
  print_report(objects);
}

}  // namespace lyap
