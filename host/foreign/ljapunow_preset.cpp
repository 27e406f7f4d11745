#include "host/foreign/ljapunow_preset.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/base/text_lines.h"
#include "host/spec/option_values.h"
#include "host/spec/render_spec.h"
#include "host/spec/sequence.h"

#include <algorithm>
#include <map>
#include <string>

#include <fmt/format.h>

namespace lyap {
namespace {

using Properties = std::map<std::string, std::string>;

/// The keys of Java's properties that stand in lines of their own; a backslash before a character stands for that.
Properties properties_in(std::string_view text) {
  Properties properties;
  text = without_editor_marks(text);
  while (!text.empty()) {
    std::string_view line = take_line(text);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const std::size_t end = line.find_first_of("=:");
    if (line.starts_with('#') || line.starts_with('!') || end == line.npos) continue;
    std::string value(line.substr(end + 1));
    value.erase(0, std::min(value.find_first_not_of(" \t"), value.size()));
    std::erase(value, '\\');
    properties[std::string(line.substr(0, line.find_last_not_of(" \t", end - 1) + 1))] = value;
  }
  return properties;
}

std::string text_of(const Properties& properties, const std::string& key) {
  const auto found = properties.find(key);
  if (found == properties.end()) throw InvalidInput(fmt::format("there is no {}", key));
  return found->second;
}

/// `read(text)` of a property; what it complains about is said of the key.
template <class Read>
auto read_property(const Properties& properties, const std::string& key, Read read) {
  const std::string text = text_of(properties, key);
  try {
    return read(text);
  } catch (const InvalidInput& error) {
    throw InvalidInput(fmt::format("{}: {}", key, error.what()));
  }
}

/// "MIN,MAX".
Range interval_of(const Properties& properties, const std::string& key) {
  return read_property(properties, key, [](std::string text) {
    std::ranges::replace(text, ',', ':');
    return parse_range(text);
  });
}

std::string axis_text(char letter, const Range& range) {
  return fmt::format("{}={}:{}", letter, range.min, range.max);
}

void set_window(const Properties& properties, ForeignPicture& picture) {
  const std::string a = axis_text('A', interval_of(properties, "aInterval"));
  const std::string b = axis_text('B', interval_of(properties, "bInterval"));
  const auto rotated = properties.find("rotateLeft");
  const bool is_turned = rotated != properties.end() && rotated->second == "true";
  picture.fields.set("horizontal", is_turned ? b : a);
  picture.fields.set("vertical", is_turned ? a : b);
  if (is_turned) {
    picture.notes.emplace_back(
        "has the intervals of the file, of which a display on its side shows more of A and less of B");
  } else {
    picture.notes.emplace_back("has B growing upwards, where the program has it downwards");
  }
}

void set_orbit(const Properties& properties, ForeignPicture& picture) {
  const auto whole = [&](const char* key, std::int64_t least, std::int64_t most) {
    return read_property(properties, key,
                         [&](const std::string& text) { return parse_integer(text, least, most, "the number"); });
  };
  const Sequence sequence =
      read_property(properties, "sequence", [](const std::string& text) { return Sequence::parse(text); });
  for (const char letter : sequence.distinct()) {
    if (letter > 'B')
      throw InvalidInput(
          fmt::format("sequence: {} stands for the rate before with the other sign, which no letter has here", letter));
  }
  const std::int64_t warmup = whole("warmup", 0, RenderSpec::kMaxTransient);
  const std::int64_t iterations = whole("iterations", 1, RenderSpec::kMaxIterations - 1);
  const auto length = static_cast<std::int64_t>(sequence.period());
  picture.fields.set("sequence", sequence.compact());
  picture.fields.set("transient", fmt::format("{}", std::max<std::int64_t>(warmup - 1, 0)));
  picture.fields.set("iterations", fmt::format("{}", iterations + 1));
  picture.fields.set("phase", fmt::format("{}", (length - warmup % length) % length));
  picture.fields.set("x0", fmt::format("{}", read_property(properties, "x0", parse_number)));
  if (warmup % length != 0) {
    picture.notes.push_back(fmt::format(
        "goes through the {} steps before the sum with the sequence's end, the program with its beginning", warmup));
  }
  if (warmup == 0 || iterations % length != 0) {
    picture.notes.push_back(
        fmt::format("differs a little, for the {} iterations begin or end within the sequence", iterations));
  }
}

}  // namespace

ForeignPicture read_ljapunow_preset(std::string_view text) {
  const Properties properties = properties_in(text);
  if (!properties.contains("aInterval")) throw InvalidInput("is no preset of Ljapunow: there is no aInterval");
  const auto name = properties.find("name");
  ForeignPicture picture{.name = name == properties.end() ? "preset" : name->second};
  try {
    const auto equation = properties.find("equation");
    if (equation != properties.end() && equation->second != "0") {
      throw InvalidInput("it is a fractal of Newton's method and no Lyapunov fractal");
    }
    set_orbit(properties, picture);
    set_window(properties, picture);
    picture.notes.emplace_back("has colours of its own here, not those of the preset");
  } catch (const InvalidInput& error) {
    picture.fields = {};
    picture.notes.clear();
    picture.problem = error.what();
  }
  return picture;
}

}  // namespace lyap
