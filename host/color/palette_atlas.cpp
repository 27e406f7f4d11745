#include "host/color/palette_atlas.h"

#include "host/base/embedded_file.h"
#include "host/color/atlas_row.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace lyap {

// matplotlib.png and matplotlib.txt of host/color/palettes; export_matplotlib.py describes what is in them.
std::span<const EmbeddedFile> matplotlib_files();

namespace {

struct AtlasLine {
  std::string name;
  int entries;
};

std::vector<AtlasLine> read_lines() {
  std::vector<AtlasLine> lines;
  for (std::string_view rest = matplotlib_files()[1].content; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::string_view name = line.substr(0, line.find(' '));
    int entries = 0;
    std::from_chars(line.data() + name.size() + 1, line.data() + line.size(), entries);
    lines.push_back({std::string(name), entries});
  }
  return lines;
}

/// Lines of a name and a number, read once: who lists palettes asks for each of them.
const std::vector<AtlasLine>& atlas_lines() {
  static const std::vector<AtlasLine> lines = read_lines();
  return lines;
}

}  // namespace

std::vector<std::string> atlas_names() {
  std::vector<std::string> names;
  for (const AtlasLine& line : atlas_lines()) names.push_back(line.name);
  return names;
}

std::optional<std::vector<Rgb8>> atlas_entries(std::string_view name, bool mirrored) {
  const std::vector<AtlasLine>& lines = atlas_lines();
  const auto line = std::ranges::find(lines, name, &AtlasLine::name);
  if (line == lines.end()) return std::nullopt;

  const auto row = static_cast<int>(2 * (line - lines.begin())) + (mirrored ? 1 : 0);
  std::vector<Rgb8> entries = atlas_row(row, line->entries);
  if (mirrored) std::ranges::reverse(entries);
  return entries;
}

}  // namespace lyap
