#include "host/base/error.h"
#include "host/base/text.h"
#include "host/spec/command_line.h"

#include <optional>
#include <span>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

using LineWords = std::vector<std::string>;

[[noreturn]] void refuse_line(std::string_view line) {
  throw InvalidInput(fmt::format("{} is no command line of lyap", in_quotes(line)));
}

/// The words of a line that has no quotes but single ones, and backslashes before quotes alone, as shell_word() writes
/// them. Nothing where a quote has no end.
std::optional<LineWords> words_of_line(std::string_view line) {
  LineWords words;
  std::string word;
  bool quoted = false;
  bool begun = false;
  const auto end_word = [&] {
    if (begun) words.push_back(std::move(word));
    word.clear();
    begun = false;
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool escaped = !quoted && line.substr(i).starts_with("\\'");
    if (escaped) ++i;
    if (line[i] == '\'' && !escaped) {
      quoted = !quoted;
      begun = true;
    } else if (line[i] == ' ' && !quoted) {
      end_word();
    } else {
      word += line[i];
      begun = true;
    }
  }
  end_word();
  return quoted ? std::nullopt : std::optional(std::move(words));
}

/// Reads the words of a line into a recipe, from the first option on.
class LineReader {
 public:
  LineReader(std::string_view line, std::span<const std::string> words, Recipe& recipe)
      : line_(line), words_(words), recipe_(recipe) {}

  void read() {
    while (!words_.empty()) {
      const std::string word = take();
      if (word == "#") {
        read_maker();
      } else if (word.starts_with("[timeline.")) {
        read_track(word);
      } else if (word.starts_with("--")) {
        read_option(word.substr(2));
      } else {
        refuse_line(line_);
      }
    }
  }

 private:
  std::string take() {
    if (words_.empty()) refuse_line(line_);
    const std::string word = words_.front();
    words_ = words_.subspan(1);
    return word;
  }

  void read_option(const std::string& field) { recipe_.fields.add(field, is_flag_field(field) ? "true" : take()); }

  /// "[timeline.C smooth 0=2.5 10=3.8]".
  void read_track(const std::string& first) {
    std::string track = first.substr(std::string_view("[timeline.").size());
    while (!track.ends_with(']')) track += " " + take();
    track.pop_back();
    recipe_.fields.add("track", track);
  }

  /// "lyap 0.1.0" or "lyap 0.1.0, colours 1c291ca3".
  void read_maker() {
    if (take() != "lyap") refuse_line(line_);
    recipe_.version = take();
    if (!recipe_.version.ends_with(',')) return;
    recipe_.version.pop_back();
    if (take() != "colours") refuse_line(line_);
    recipe_.colors = take();
  }

  std::string_view line_;
  std::span<const std::string> words_;
  Recipe& recipe_;
};

}  // namespace

Recipe parse_command_line(std::string_view line) {
  const auto words = words_of_line(line);
  if (!words || words->size() < 3 || words->front() != "lyap") refuse_line(line);
  const std::string& command = (*words)[1];
  if (command != "render" && command != "animate") refuse_line(line);
  Recipe recipe;
  recipe.is_film = command == "animate";
  recipe.fields.set("sequence", (*words)[2]);
  LineReader(line, std::span(*words).subspan(3), recipe).read();
  recipe.fields.require_known(recipe_fields());
  return recipe;
}

}  // namespace lyap
