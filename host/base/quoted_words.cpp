#include "host/base/quoted_words.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace lyap {
namespace {

constexpr std::string_view kBlanks = " \t\n\v\f\r";

/// Takes a word in quotes off the front of the line; nothing where they do not end.
std::optional<std::string> take_quoted(std::string_view& line) {
  std::string word;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '"') {
      line.remove_prefix(i + 1);
      return word;
    }
    if (line[i] == '\\' && ++i == line.size()) break;
    word += line[i];
  }
  return std::nullopt;
}

std::string quoted(const std::string& word) {
  std::string text = "\"";
  for (const char c : word) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

}  // namespace

std::vector<std::string> split_words(std::string_view line) {
  std::vector<std::string> words;
  for (;;) {
    line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
    if (line.empty()) return words;
    if (line.front() == '"') {
      std::optional<std::string> word = take_quoted(line);
      if (!word) return words;
      words.push_back(std::move(*word));
    } else {
      words.emplace_back(line.substr(0, line.find_first_of(kBlanks)));
      line.remove_prefix(words.back().size());
    }
  }
}

std::string joined_words(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) {
    const bool is_plain = !word.empty() && word.find_first_of(" \t\"\\") == std::string::npos;
    line += (line.empty() ? "" : " ") + (is_plain ? word : quoted(word));
  }
  return line;
}

}  // namespace lyap
