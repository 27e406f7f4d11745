#include "host/color/palette.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/text.h"
#include "host/color/palette_atlas.h"
#include "host/color/palette_file.h"
#include "host/color/palette_spline.h"
#include "host/system/read_file.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::string_view kMirrored = "_r";

/// Names without those that end in "_r".
std::vector<std::string> base_names() {
  std::vector<std::string> names = atlas_names();
  std::ranges::copy(spline_names(), std::back_inserter(names));
  return names;
}

/// The name as it is listed; nothing if it is no palette's.
std::optional<std::string> listed_name(std::string_view wanted) {
  std::string lower = lower_case(wanted);
  const bool mirrored = lower.ends_with(kMirrored);
  if (mirrored) lower.resize(lower.size() - kMirrored.size());
  const std::vector<std::string> names = base_names();
  const auto found = std::ranges::find(names, lower, lower_case);
  if (found == names.end()) return std::nullopt;
  return *found + std::string(mirrored ? kMirrored : "");
}

std::vector<Rgb8> built_in_entries(std::string_view name) {
  const bool mirrored = name.ends_with(kMirrored);
  if (mirrored) name.remove_suffix(kMirrored.size());
  if (auto entries = atlas_entries(name, mirrored)) return *entries;
  return spline_entries(name, mirrored).value();
}

bool means_file(std::string_view text) {
  return text.find_first_of("./") != std::string_view::npos || names_something(std::string(text));
}

Palette one_palette(std::string_view name_or_file) {
  if (const auto name = listed_name(name_or_file)) return {*name, built_in_entries(*name)};
  if (means_file(name_or_file)) return read_palette_file(std::string(name_or_file));

  const auto nearest = nearest_name(name_or_file, palette_names());
  throw InvalidInput(fmt::format("unknown palette {};{} `lyap palettes` lists them all", in_quotes(name_or_file),
                                 nearest ? fmt::format(" did you mean '{}'?", *nearest) : ""));
}

/// Each entry as often as it takes for `count` of them.
std::vector<Rgb8> stretched(const std::vector<Rgb8>& entries, std::size_t count) {
  std::vector<Rgb8> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(entries[i * entries.size() / count]);
  return result;
}

/// The palette with at least as many entries, `count`.
Palette with_entries(Palette palette, std::size_t count) {
  palette.second_begins = palette.second_begins * count / palette.entries.size();
  palette.entries = stretched(palette.entries, count);
  return palette;
}

std::string note_of_both(const Palette& one, const Palette& other) {
  return one.note + (one.note.empty() || other.note.empty() ? "" : ", ") + other.note;
}

Palette palette_or_two(std::string_view name_or_file) {
  const std::size_t plus = name_or_file.find('+');
  if (plus == name_or_file.npos || names_something(std::string(name_or_file))) return one_palette(name_or_file);
  return joined(one_palette(name_or_file.substr(0, plus)), one_palette(name_or_file.substr(plus + 1)));
}

}  // namespace

std::vector<std::string> palette_names() {
  std::vector<std::string> names = base_names();
  const std::size_t count = names.size();
  for (std::size_t i = 0; i < count; ++i) names.push_back(names[i] + std::string(kMirrored));
  std::ranges::sort(names, {}, lower_case);
  return names;
}

Palette joined(const Palette& stable, const Palette& chaos) {
  const std::size_t half = std::max(stable.entries.size(), chaos.entries.size());
  if (2 * half > kMaxPaletteEntries) {
    throw InvalidInput(fmt::format("{} and {} have more than {} colours together", in_quotes(stable.name),
                                   in_quotes(chaos.name), kMaxPaletteEntries));
  }
  Palette both{fmt::format("{}+{}", stable.name, chaos.name), stretched(stable.entries, half)};
  std::ranges::copy(stretched(chaos.entries, half), std::back_inserter(both.entries));
  both.second_begins = half;
  const bool has_file = !stable.checksum.empty() || !chaos.checksum.empty();
  if (has_file) both.checksum = checksum_of_colors(both.entries);
  both.note = note_of_both(stable, chaos);
  return both;
}

Palette fading(const Palette& first, const Palette& second) {
  const std::size_t entries = std::max(first.entries.size(), second.entries.size());
  Palette both = with_entries(first, entries);
  both.name = fmt::format("{}:{}", first.name, second.name);
  both.fades_to = std::make_shared<const Palette>(with_entries(second, entries));
  if (!first.checksum.empty() || !second.checksum.empty()) {
    std::vector<Rgb8> colors = both.entries;
    std::ranges::copy(both.fades_to->entries, std::back_inserter(colors));
    both.checksum = checksum_of_colors(colors);
  }
  both.note = note_of_both(first, second);
  return both;
}

Palette find_palette(std::string_view name_or_file) {
  const std::size_t colon = name_or_file.find(':');
  if (colon == name_or_file.npos || names_something(std::string(name_or_file))) return palette_or_two(name_or_file);
  return fading(palette_or_two(name_or_file.substr(0, colon)), palette_or_two(name_or_file.substr(colon + 1)));
}

Palette with_at_most(const Palette& palette, std::size_t entries) {
  if (palette.entries.size() <= entries) return palette;
  Palette smaller{palette.name, {}, palette.checksum};
  if (palette.fades_to) smaller.fades_to = std::make_shared<const Palette>(with_at_most(*palette.fades_to, entries));
  if (palette.second_begins > 0) {
    entries -= entries % 2;
    smaller.second_begins = entries / 2;
  }
  for (std::size_t i = 0; i < entries; ++i) {
    smaller.entries.push_back(palette.entries[(2 * i + 1) * palette.entries.size() / (2 * entries)]);
  }
  return smaller;
}

}  // namespace lyap
