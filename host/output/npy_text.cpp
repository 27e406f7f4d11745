#include "host/output/npy_text.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/output/npy_format.h"
#include "host/output/npy_start.h"

#include <span>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Stands for what is no UTF-8 and no character.
constexpr char32_t kReplacement = 0xFFFD;

std::u32string code_points_of(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    const std::string_view character = utf8_first_character(text);
    points += utf8_code_point(character).value_or(kReplacement);
    text.remove_prefix(character.size());
  }
  return points;
}

/// RFC 3629.
std::string utf8_of(char32_t point) {
  if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = kReplacement;
  if (point < 0x80) return {static_cast<char>(point)};
  const auto continued = [&](unsigned shift) { return static_cast<char>(0x80U | (point >> shift & 0x3FU)); };
  if (point < 0x800) return {static_cast<char>(0xC0U | point >> 6U), continued(0)};
  if (point < 0x10000) return {static_cast<char>(0xE0U | point >> 12U), continued(6), continued(0)};
  return {static_cast<char>(0xF0U | point >> 18U), continued(12), continued(6), continued(0)};
}

}  // namespace

std::string npy_file_of(std::string_view text) {
  const std::u32string points = code_points_of(text);
  std::string file = npy_text_header_text(points.size());
  file.append(reinterpret_cast<const char*>(points.data()), points.size() * sizeof(char32_t));
  return file;
}

std::string read_npy_text(ByteSource& source, const std::string& name) {
  try {
    const std::size_t characters = parse_npy_text_dict(read_npy_start(source).dict);
    if (characters > kMaxNpyTextBytes / sizeof(char32_t)) throw InvalidInput("it is longer than any that lyap writes");
    std::u32string points(characters, U'\0');
    if (source.read(std::as_writable_bytes(std::span(points))) != characters * sizeof(char32_t)) {
      throw InvalidInput("it ends before its last character");
    }
    std::string text;
    for (const char32_t point : points) text += utf8_of(point);
    return text;
  } catch (const InvalidInput& error) {
    throw InvalidInput(fmt::format("cannot use {}: of its text: {}", in_quotes(name), error.what()));
  }
}

}  // namespace lyap
