#include "tools/options/film_table.h"

#include "tools/options/timeline_file.h"

namespace lyap {

std::optional<std::string> take_film_file(CLI::App& command) {
  CLI::Option* sequence = command.get_option("SEQUENCE");
  if (sequence->count() != 1 || !sequence->results().front().ends_with(".toml")) return std::nullopt;
  const std::string path = sequence->results().front();
  sequence->clear();
  return path;
}

void apply_film_table(OptionFile& file, const toml::table& table, std::vector<Movement>& timeline,
                      const std::function<bool(const std::string&)>& is_ignored) {
  constexpr const char* kTimeline = "timeline";
  file.apply(table, [&](const std::string& name) { return name == kTimeline || (is_ignored && is_ignored(name)); });
  const toml::node* node = table.get(kTimeline);
  if (node == nullptr) return;
  if (!node->is_table()) throw InvalidInput(file.at(*node, "a timeline is a table"));
  timeline = read_timeline(*node->as_table(), file);
}

}  // namespace lyap
