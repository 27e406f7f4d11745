#include "tools/options/file_paths.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <string_view>

namespace lyap {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> kPlainPaths{"output",      "fname", "save-exponents",
                                                      "save-period", "diff",  "json"};
constexpr std::array<std::string_view, 5> kPalettes{"palette", "pal", "cmap", "palette-stable", "palette-chaos"};

bool is_among(const auto& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::string in_folder(const fs::path& folder, const std::string& path) {
  if (path.empty() || path == "-" || path == "none" || fs::path(path).is_absolute()) return path;
  return (folder / path).string();
}

/// One palette, or several with '+' or ':' between them, of which those with a '.' or a '/' are files.
std::string palettes_in_folder(const fs::path& folder, const std::string& text) {
  std::string moved;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("+:", begin), text.size());
    const std::string name = text.substr(begin, end - begin);
    moved += name.find_first_of("./") == std::string::npos ? name : in_folder(folder, name);
    if (end < text.size()) moved += text[end];
    begin = end + 1;
  }
  return moved;
}

}  // namespace

std::string from_folder_of(const std::string& file, const std::string& option, const std::string& text) {
  const fs::path folder = fs::path(file).parent_path();
  if (folder.empty()) return text;
  if (is_among(kPlainPaths, option)) return in_folder(folder, text);
  if (is_among(kPalettes, option)) return palettes_in_folder(folder, text);
  const bool is_program_or_side = option == "ffmpeg" || option == "left" || option == "right";
  const bool is_path = text.find('/') != std::string::npos || text.ends_with(".npy");
  const bool is_film = (option == "SEQUENCE" || option == "sequence") && text.ends_with(".toml");
  return (is_program_or_side && is_path) || is_film ? in_folder(folder, text) : text;
}

}  // namespace lyap
