#include "host/color/palette_file.h"

#include "host/base/checksum.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/base/text_lines.h"
#include "host/color/gimp_gradient.h"
#include "host/color/ultra_fractal_gradient.h"
#include "host/system/read_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lyap {
namespace {

// Far more than kMaxPaletteEntries lines need; keeps a wrong file, or a device without an end, from filling the memory.
constexpr std::size_t kMaxBytes = 4 << 20;

constexpr std::string_view kBlanks = " \t";

struct PaletteFormat {
  std::string_view extension;
  std::string_view expected;
  std::string_view first_line;
  std::array<std::string_view, 4> skipped;
  /// How many colours count; what stands behind them is left out.
  std::size_t most;
  /// The largest value of a channel that is read; beyond 255 it is 255.
  int largest;
};

std::string_view without_leading_blanks(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text;
}

// Three numbers, set apart by blanks, and anything behind them.
std::optional<std::array<int, 3>> decimal_channels(std::string_view line) {
  std::array<int, 3> channels{};
  for (int& channel : channels) {
    line = without_leading_blanks(line);
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), channel);
    if (error != std::errc{}) return std::nullopt;
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    if (!line.empty() && kBlanks.find(line.front()) == std::string_view::npos) return std::nullopt;
  }
  return channels;
}

constexpr PaletteFormat kFractintMap = {".map", "'R G B' with values 0 to 255", {}, {";", "#", "//"}, 256, 256};
constexpr PaletteFormat kGimpPalette = {".gpl",
                                        "'R G B name' with values 0 to 255",
                                        "GIMP Palette",
                                        {"Name:", "Columns:", "Channels:", "#"},
                                        kMaxPaletteEntries + 1,
                                        255};

bool is_skipped(std::string_view line, const PaletteFormat& format) {
  const std::string_view content = without_leading_blanks(line);
  const auto starts_line = [&](std::string_view start) { return !start.empty() && content.starts_with(start); };
  return content.empty() || std::ranges::any_of(format.skipped, starts_line);
}

[[noreturn]] void refuse_line(std::size_t number, std::string_view expected, std::string_view line) {
  throw InvalidInput(fmt::format("line {}: expected {}, found {}", number, expected, in_quotes(line)));
}

/// What was read otherwise than it stands in the file, "" for nothing.
std::string note_of(std::size_t clamped, std::size_t left_out, const PaletteFormat& format) {
  std::vector<std::string> parts;
  if (clamped > 0) parts.push_back(fmt::format("{} values above 255 count as 255", clamped));
  if (left_out > 0) parts.push_back(fmt::format("{} lines behind the first {} are left out", left_out, format.most));
  return fmt::format("{}", fmt::join(parts, ", "));
}

void read_channels(std::string_view text, const PaletteFormat& format, Palette& palette) {
  std::size_t clamped = 0;
  std::size_t left_out = 0;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = take_line(text);
    if (number == 1 && !format.first_line.empty()) {
      if (!line.starts_with(format.first_line)) refuse_line(number, in_quotes(format.first_line), line);
      continue;
    }
    if (is_skipped(line, format)) continue;
    if (palette.entries.size() == format.most) {
      ++left_out;
      continue;
    }
    const auto channels = decimal_channels(line);
    const auto is_level = [&](int channel) { return 0 <= channel && channel <= format.largest; };
    if (!channels || !std::ranges::all_of(*channels, is_level)) refuse_line(number, format.expected, line);
    const auto level = [](int channel) { return static_cast<std::uint8_t>(std::min(channel, 255)); };
    clamped += static_cast<std::size_t>(std::ranges::count_if(*channels, [](int channel) { return channel > 255; }));
    palette.entries.push_back({level((*channels)[0]), level((*channels)[1]), level((*channels)[2])});
  }
  palette.note = note_of(clamped, left_out, format);
}

/// "rrggbb", also with alpha, which is left out, or "rgb", of which each digit counts twice; behind a # or not.
std::optional<Rgb8> hexadecimal_color(std::string_view word) {
  const bool has_sign = word.starts_with('#');
  if (has_sign) word.remove_prefix(1);
  const auto is_digit = [](char c) {
    return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
  };
  if (!std::ranges::all_of(word, is_digit)) return std::nullopt;
  const bool is_short = has_sign && (word.size() == 3 || word.size() == 4);
  if (!is_short && word.size() != 6 && !(has_sign && word.size() == 8)) return std::nullopt;
  std::array<std::uint8_t, 3> channels{};
  for (std::size_t i = 0; i < channels.size(); ++i) {
    const std::string digits = is_short ? std::string(2, word[i]) : std::string(word.substr(2 * i, 2));
    std::from_chars(digits.data(), digits.data() + 2, channels[i], 16);
  }
  return Rgb8{channels[0], channels[1], channels[2]};
}

/// A line without what style sheets have around colours: a comment, the property's name, commas and semicolons.
std::string colors_of_line(std::string_view line) {
  const std::size_t comment = line.find("/*");
  std::string colors(line.substr(0, comment));
  if (without_leading_blanks(colors).starts_with("--"))
    colors.erase(0, std::min(colors.find(':'), colors.size() - 1) + 1);
  std::ranges::replace_if(
      colors, [](char c) { return c == ',' || c == ';'; }, ' ');
  return colors;
}

void read_hexadecimal(std::string_view text, Palette& palette) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = take_line(text);
    const std::string colors = colors_of_line(line);
    std::string_view rest = colors;
    for (std::string_view word = take_word(rest); !word.empty(); word = take_word(rest)) {
      const std::optional<Rgb8> color = hexadecimal_color(word);
      if (!color) refuse_line(number, "'#rrggbb'", line);
      palette.entries.push_back(*color);
    }
  }
}

void read_colors(std::string_view text, const std::string& extension, Palette& palette) {
  if (extension == kFractintMap.extension) {
    read_channels(text, kFractintMap, palette);
  } else if (extension == kGimpPalette.extension) {
    read_channels(text, kGimpPalette, palette);
  } else if (extension == ".ggr") {
    palette.entries = read_gimp_gradient(text);
  } else if (extension == ".ugr") {
    palette.entries = read_ultra_fractal_gradient(text);
  } else {
    read_hexadecimal(text, palette);
  }
}

}  // namespace

std::string checksum_of_colors(const std::vector<Rgb8>& colors) {
  std::string channels;
  for (const Rgb8 color : colors) {
    for (const std::uint8_t channel : {color.r, color.g, color.b}) channels += static_cast<char>(channel);
  }
  return checksum_of(channels);
}

Palette read_palette_file(const std::string& path) {
  const std::string text = read_file(path, kMaxBytes, "palette file");
  Palette palette{path, {}};
  try {
    read_colors(without_editor_marks(text), file_ending(path), palette);
  } catch (const InvalidInput& error) {
    throw InvalidInput(fmt::format("palette file '{}' {}", path, error.what()));
  }
  if (palette.entries.size() < kMinPaletteEntries || palette.entries.size() > kMaxPaletteEntries) {
    throw InvalidInput(fmt::format("palette file '{}' must have {} to {} colours and has {}", path, kMinPaletteEntries,
                                   kMaxPaletteEntries, palette.entries.size()));
  }
  palette.checksum = checksum_of_colors(palette.entries);
  return palette;
}

}  // namespace lyap
