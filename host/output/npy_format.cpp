#include "host/output/npy_format.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* name_of(NpyType type) {
  switch (type) {
    case NpyType::kFloat32:
      return "<f4";
    case NpyType::kFloat64:
      return "<f8";
    case NpyType::kUint32:
      return "<u4";
  }
  return "";
}

/// How to make what lyap reads of an array that it does not read.
constexpr std::string_view kConversion = "save it as numpy.ascontiguousarray(array, dtype='<f8')";

[[noreturn]] void refuse_dict() {
  throw InvalidInput("its header is no description of an array; it may be damaged");
}

/// Takes a Python literal apart from left to right. Functions that find something else throw InvalidInput.
class Literal {
 public:
  explicit Literal(std::string_view text) : text_(text) {}

  /// Takes `c` and the blanks before it, if it comes next.
  bool take(char c) {
    if (next() != c) return false;
    text_.remove_prefix(1);
    return true;
  }

  void expect(char c) {
    if (!take(c)) refuse_dict();
  }

  void expect_end() {
    if (next() != '\0' || !text_.empty()) refuse_dict();
  }

  /// The character that comes next, 0 at the end.
  char next() {
    text_.remove_prefix(std::min(text_.find_first_not_of(" \t\r\n"), text_.size()));
    return text_.empty() ? '\0' : text_.front();
  }

  /// The characters between quotes; there are no escapes in what headers hold.
  std::string_view string() {
    const char quote = next();
    if (quote != '\'' && quote != '"') refuse_dict();
    const std::size_t end = text_.find(quote, 1);
    if (end == std::string_view::npos) refuse_dict();
    return taken(end + 1).substr(1, end - 1);
  }

  bool boolean() {
    next();
    for (const auto& [word, value] : {std::pair<std::string_view, bool>("False", false), {"True", true}}) {
      if (!text_.starts_with(word)) continue;
      taken(word.size());
      return value;
    }
    refuse_dict();
  }

  /// A number of 0 or more; one that 64 bits cannot hold is the largest of them.
  std::int64_t number() {
    next();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    if (error == std::errc::invalid_argument || value < 0) refuse_dict();
    taken(static_cast<std::size_t>(end - text_.data()));
    // Python 2 marks long integers.
    if (text_.starts_with('L')) taken(1);
    return error == std::errc() ? value : INT64_MAX;
  }

  std::vector<std::int64_t> tuple() {
    std::vector<std::int64_t> numbers;
    expect('(');
    while (!take(')')) {
      numbers.push_back(number());
      if (!take(',')) {
        expect(')');
        break;
      }
    }
    return numbers;
  }

 private:
  std::string_view taken(std::size_t count) {
    const std::string_view front = text_.substr(0, count);
    text_.remove_prefix(count);
    return front;
  }

  std::string_view text_;
};

NpyType type_of(std::string_view type) {
  for (const NpyType known : {NpyType::kFloat32, NpyType::kFloat64, NpyType::kUint32}) {
    if (type == name_of(known)) return known;
  }
  if (type.starts_with('>')) {
    throw InvalidInput(fmt::format("its numbers are big-endian, of type {}; {}", in_quotes(type), kConversion));
  }
  throw InvalidInput(fmt::format("its numbers are of type {}; exponents are float32 '<f4' or float64 '<f8': {}",
                                 in_quotes(type), kConversion));
}

NpyType take_type(Literal& dict) {
  if (dict.next() == '[') throw InvalidInput("its elements are records; save one field of them as an array of floats");
  return type_of(dict.string());
}

void take_order(Literal& dict) {
  if (!dict.boolean()) return;
  throw InvalidInput("its numbers are stored column by column; save it with numpy.ascontiguousarray(array)");
}

Size size_of(const std::vector<std::int64_t>& shape) {
  if (shape.size() != 2) {
    throw InvalidInput(fmt::format("its array has {} dimension{}; a picture has two, (height, width)", shape.size(),
                                   shape.size() == 1 ? "" : "s"));
  }
  const auto [smallest, largest] = std::ranges::minmax(shape);
  if (smallest < 1 || largest > kMaxSide) {
    throw InvalidInput(fmt::format("its array has {} rows and {} columns; pictures have 1 to {} of both", shape[0],
                                   shape[1], kMaxSide));
  }
  return {static_cast<int>(shape[1]), static_cast<int>(shape[0])};
}

/// How the types of texts begin, UTF-32.
constexpr std::string_view kTextType = "<U";

/// Magic, version and dict of an array whose shape has these numbers between its brackets.
std::string header_text(std::string_view type, std::string_view shape) {
  constexpr std::string_view kMagicAndVersion("\x93NUMPY\x01\x00", 8);
  constexpr std::size_t kLengthBytes = 2;
  constexpr std::size_t kAlignment = 64;
  std::string dict = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}), }}", type, shape);
  const std::size_t unpadded = kMagicAndVersion.size() + kLengthBytes + dict.size() + 1;
  dict.append((kAlignment - unpadded % kAlignment) % kAlignment, ' ');
  dict += '\n';
  std::string text(kMagicAndVersion);
  text += static_cast<char>(dict.size() & 0xffU);
  text += static_cast<char>(dict.size() >> 8U);
  return text + dict;
}

/// Reads the three entries of a dict; `take_type` takes that of the type, `take_shape` gets that of the shape.
template <class TakeType, class TakeShape>
void parse_dict(std::string_view text, const TakeType& take_type_of, const TakeShape& take_shape) {
  Literal dict(text);
  bool has_type = false;
  bool has_order = false;
  bool has_shape = false;
  dict.expect('{');
  while (!dict.take('}')) {
    const std::string_view key = dict.string();
    dict.expect(':');
    if (key == "descr") {
      take_type_of(dict);
      has_type = true;
    } else if (key == "fortran_order") {
      take_order(dict);
      has_order = true;
    } else if (key == "shape") {
      take_shape(dict.tuple());
      has_shape = true;
    } else {
      refuse_dict();
    }
    if (dict.take(',')) continue;
    dict.expect('}');
    break;
  }
  dict.expect_end();
  if (!has_type || !has_order || !has_shape) refuse_dict();
}

}  // namespace

std::size_t NpyHeader::bytes_per_row() const {
  return static_cast<std::size_t>(size.width) * (type == NpyType::kFloat64 ? sizeof(double) : sizeof(float));
}

std::string npy_header_text(const NpyHeader& header) {
  return header_text(name_of(header.type), fmt::format("{}, {}", header.size.height, header.size.width));
}

std::string npy_row_header_text(std::size_t count) {
  return header_text(name_of(NpyType::kFloat64), fmt::format("{},", count));
}

std::string npy_text_header_text(std::size_t characters) {
  return header_text(fmt::format("{}{}", kTextType, characters), "");
}

NpyHeader parse_npy_dict(std::string_view text) {
  std::optional<NpyType> type;
  std::optional<Size> size;
  parse_dict(
      text, [&](Literal& dict) { type = take_type(dict); },
      [&](const std::vector<std::int64_t>& shape) { size = size_of(shape); });
  return {*size, *type};
}

std::size_t parse_npy_text_dict(std::string_view text) {
  std::size_t characters = 0;
  const auto refuse = [] { throw InvalidInput("it is no text"); };
  parse_dict(
      text,
      [&](Literal& dict) {
        const std::string_view type = dict.string();
        const char* digits = type.data() + std::min(kTextType.size(), type.size());
        const auto [end, error] = std::from_chars(digits, type.data() + type.size(), characters);
        if (!type.starts_with(kTextType) || error != std::errc() || end != type.data() + type.size()) refuse();
      },
      [&](const std::vector<std::int64_t>& shape) {
        if (!shape.empty()) refuse();
      });
  return characters;
}

}  // namespace lyap
