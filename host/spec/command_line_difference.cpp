#include "host/spec/command_line_difference.h"

#include "host/base/text.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

using LineOptions = std::vector<std::string_view>;

/// The words of a shell line as they are written, quotes included.
LineOptions words_of(std::string_view line) {
  LineOptions words;
  bool quoted = false;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    if (i < line.size() && line[i] == '\'' && (quoted || i == 0 || line[i - 1] != '\\')) quoted = !quoted;
    const bool ends = i == line.size() || (line[i] == ' ' && !quoted);
    if (!ends) continue;
    if (i > start) words.push_back(line.substr(start, i - start));
    start = i + 1;
  }
  return words;
}

bool is_option(std::string_view word) {
  return word.starts_with("--");
}

/// What makes the picture: each option with its value, and each word that belongs to no option.
LineOptions settings_of(std::string_view line) {
  LineOptions settings;
  for (const std::string_view word : words_of(line)) {
    // A value and its option are neighbours in the line, so one view covers both.
    const bool is_value = !settings.empty() && is_option(settings.back()) && !is_option(word) &&
                          settings.back().find(' ') == std::string_view::npos;
    if (is_value) {
      settings.back() = {settings.back().data(), word.data() + word.size()};
    } else {
      settings.push_back(word);
    }
  }
  return settings;
}

/// As it stands if it is short and plain, else in quotes, cut and escaped.
std::string shown(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  const bool plain = std::ranges::all_of(text, [](char c) { return ' ' <= c && c <= '~'; });
  return plain && !text.empty() && text.size() <= kLongest ? std::string(text) : in_quotes(text);
}

struct Option {
  std::string_view name;  // empty for a word of its own
  std::string_view value;
};

Option option_of(std::string_view setting) {
  if (!is_option(setting)) return {{}, setting};
  const std::size_t space = std::min(setting.find(' '), setting.size());
  const std::size_t value = std::min(space + 1, setting.size());
  return {setting.substr(0, space), setting.substr(value)};
}

/// "300, now it is 400". Of long values, what is around the first difference.
std::string change_of(std::string_view was, std::string_view now) {
  constexpr std::size_t kFarIn = 40;
  constexpr std::size_t kContext = 20;
  const auto same = static_cast<std::size_t>(std::ranges::mismatch(was, now).in1 - was.begin());
  if (same <= kFarIn) return fmt::format("{}, now it is {}", shown(was), shown(now));
  const auto cut = [&](std::string_view value) { return "..." + std::string(value.substr(same - kContext)); };
  return fmt::format("{}, now it is {}", shown(cut(was)), shown(cut(now)));
}

bool contains(const LineOptions& settings, std::string_view wanted) {
  return std::ranges::find(settings, wanted) != settings.end();
}

}  // namespace

std::string command_line_difference(std::string_view was, std::string_view now) {
  if (was == now) return "";
  const LineOptions before = settings_of(was);
  const LineOptions after = settings_of(now);
  const auto [old_at, new_at] = std::ranges::mismatch(before, after);
  if (old_at != before.end() && new_at != after.end()) {
    const Option old_option = option_of(*old_at);
    const Option new_option = option_of(*new_at);
    if (old_option.name == new_option.name) {
      const std::string name = old_option.name.empty() ? "" : fmt::format("{} ", old_option.name);
      return fmt::format("made with {}{}", name, change_of(old_option.value, new_option.value));
    }
  }
  // One line has an option more.
  if (old_at != before.end() && !contains(after, *old_at))
    return fmt::format("made with {}, now without", shown(*old_at));
  return new_at != after.end() ? fmt::format("made without {}, now with it", shown(*new_at)) : "made with other words";
}

}  // namespace lyap
