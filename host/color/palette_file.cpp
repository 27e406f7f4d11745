#include "host/color/palette_file.h"

#include "host/base/checksum.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/system/read_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

// Far more than kMaxPaletteEntries lines need; keeps a wrong file, or a device without an end, from filling the memory.
constexpr std::size_t kMaxBytes = 4 << 20;

constexpr std::string_view kBlanks = " \t";

struct PaletteFormat {
  std::string_view extension;
  std::string_view expected;
  std::string_view first_line;
  std::array<std::string_view, 3> skipped;
  std::optional<Rgb8> (*color_of)(std::string_view line);
};

std::string_view without_leading_blanks(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text;
}

// Three numbers, set apart by blanks, and anything behind them.
std::optional<Rgb8> decimal_color(std::string_view line) {
  std::array<std::uint8_t, 3> channels{};
  for (std::uint8_t& channel : channels) {
    line = without_leading_blanks(line);
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), channel);
    if (error != std::errc{}) return std::nullopt;
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    if (!line.empty() && kBlanks.find(line.front()) == std::string_view::npos) return std::nullopt;
  }
  return Rgb8{channels[0], channels[1], channels[2]};
}

std::optional<Rgb8> hexadecimal_color(std::string_view line) {
  line = without_leading_blanks(line);
  if (line.starts_with('#')) line.remove_prefix(1);
  std::array<std::uint8_t, 3> channels{};
  for (std::uint8_t& channel : channels) {
    if (line.size() < 2) return std::nullopt;
    const auto [end, error] = std::from_chars(line.data(), line.data() + 2, channel, 16);
    if (error != std::errc{} || end != line.data() + 2) return std::nullopt;
    line.remove_prefix(2);
  }
  if (!without_leading_blanks(line).empty()) return std::nullopt;
  return Rgb8{channels[0], channels[1], channels[2]};
}

constexpr PaletteFormat kFractintMap = {".map", "'R G B' with values 0 to 255", {}, {}, decimal_color};
constexpr PaletteFormat kGimpPalette = {
    ".gpl", "'R G B name' with values 0 to 255", "GIMP Palette", {"Name:", "Columns:", "#"}, decimal_color};
constexpr PaletteFormat kHexadecimalList = {{}, "'#rrggbb'", {}, {}, hexadecimal_color};

const PaletteFormat& format_of(const std::string& path) {
  const std::string extension = file_ending(path);
  for (const PaletteFormat* format : {&kFractintMap, &kGimpPalette}) {
    if (extension == format->extension) return *format;
  }
  return kHexadecimalList;
}

// Cuts the first line off the text; its end is not part of it.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_skipped(std::string_view line, const PaletteFormat& format) {
  const auto starts_line = [&](std::string_view start) { return !start.empty() && line.starts_with(start); };
  return without_leading_blanks(line).empty() || std::ranges::any_of(format.skipped, starts_line);
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
  const PaletteFormat& format = format_of(path);
  const std::string text = read_file(path, kMaxBytes, "palette file");
  Palette palette{path, {}};

  std::string_view rest = text;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = take_line(rest);
    const auto check = [&](bool good, std::string_view expected) {
      if (good) return;
      throw InvalidInput(
          fmt::format("palette file '{}' line {}: expected {}, found {}", path, number, expected, in_quotes(line)));
    };
    if (number == 1 && !format.first_line.empty()) {
      check(line.starts_with(format.first_line), in_quotes(format.first_line));
    } else if (!is_skipped(line, format)) {
      const std::optional<Rgb8> color = format.color_of(line);
      check(color.has_value(), format.expected);
      palette.entries.push_back(*color);
    }
  }

  if (palette.entries.size() < kMinPaletteEntries || palette.entries.size() > kMaxPaletteEntries) {
    throw InvalidInput(fmt::format("palette file '{}' must have {} to {} colours and has {}", path, kMinPaletteEntries,
                                   kMaxPaletteEntries, palette.entries.size()));
  }
  palette.checksum = checksum_of_colors(palette.entries);
  return palette;
}

}  // namespace lyap
