#include "host/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Whether the byte belongs to the character that began before it.
bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < ' ' || c == '\x7F';
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string file_ending(const std::string& path) {
  const std::string_view name = std::string_view(path).substr(path.find_last_of('/') + 1);
  const std::size_t dot = name.find_last_of('.');
  // A dot in front makes a hidden file, and ".." is a folder.
  return dot == name.npos || dot == 0 || name == ".." ? "" : lower_case(name.substr(dot));
}

std::optional<char> as_letter(char c) {
  if ('A' <= c && c <= 'Z') return c;
  if ('a' <= c && c <= 'z') return static_cast<char>(c - 'a' + 'A');
  return std::nullopt;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  const std::string_view shown = utf8_start(text, kLongest);
  const std::string escaped = fmt::format("{:?}", shown);
  const auto inside = std::string_view(escaped).substr(1, escaped.size() - 2);  // without fmt's double quotes
  return fmt::format("'{}{}'", inside, shown.size() < text.size() ? "..." : "");
}

std::string printable(std::string_view text) {
  std::string clean(text);
  std::ranges::replace_if(clean, is_control, ' ');
  return clean;
}

std::string_view utf8_start(std::string_view text, std::size_t max_bytes) {
  std::size_t length = std::min(text.size(), max_bytes);
  while (0 < length && length < text.size() && continues_character(text[length])) --length;
  return text.substr(0, length);
}

std::string_view utf8_end(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  text.remove_prefix(text.size() - max_bytes);
  while (!text.empty() && continues_character(text.front())) text.remove_prefix(1);
  return text;
}

std::string_view utf8_first_character(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && continues_character(text[end])) ++end;
  return text.substr(0, end);
}

std::optional<char32_t> utf8_code_point(std::string_view character) {
  constexpr std::array<std::uint32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  const std::size_t size = character.size();
  if (size == 0 || size > 4 || !std::all_of(character.begin() + 1, character.end(), continues_character)) return {};
  const std::uint32_t lead = static_cast<unsigned char>(character[0]);
  if (size == 1) return lead < 0x80 ? std::optional(static_cast<char32_t>(lead)) : std::nullopt;
  // The lead of n bytes begins with n ones and a zero.
  if (lead >> (7 - size) != (1U << (size + 1)) - 2) return {};
  std::uint32_t number = lead & (0x7FU >> size);
  for (const char c : character.substr(1)) number = number << 6U | (static_cast<unsigned char>(c) & 0x3FU);
  const bool is_surrogate = 0xD800 <= number && number <= 0xDFFF;
  if (number < kLeast.at(size) || number > 0x10FFFF || is_surrogate) return {};
  return static_cast<char32_t>(number);
}

std::size_t utf8_length(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !continues_character(c); }));
}

}  // namespace lyap
