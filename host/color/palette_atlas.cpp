#include "host/color/palette_atlas.h"

#include "host/base/embedded_file.h"
#include "host/base/error.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <sstream>

#include <fmt/format.h>
#include <png.h>

namespace lyap {

// matplotlib.png and matplotlib.txt of host/color/palettes; export_matplotlib.py describes what is in them.
std::span<const EmbeddedFile> matplotlib_files();

namespace {

struct AtlasLine {
  std::string name;
  int entries;
};

std::vector<AtlasLine> atlas_lines() {
  std::istringstream text{std::string(matplotlib_files()[1].content)};
  std::vector<AtlasLine> lines;
  for (AtlasLine line; text >> line.name >> line.entries;) lines.push_back(line);
  return lines;
}

RgbImage decoded_picture() {
  static_assert(sizeof(Rgb8) == 3, "libpng writes the pixels without gaps");
  const auto failure = [](const char* message) {
    return Failure(fmt::format("the program's table of palettes cannot be read: {}", message));
  };

  const std::string_view bytes = matplotlib_files()[0].content;
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  const std::unique_ptr<png_image, decltype(&png_image_free)> release(&png, png_image_free);
  if (png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()) == 0) {
    throw failure(png.message);
  }
  png.format = PNG_FORMAT_RGB;
  RgbImage picture(static_cast<int>(png.width), static_cast<int>(png.height));
  if (png_image_finish_read(&png, nullptr, picture.pixels.data(), 0, nullptr) == 0) throw failure(png.message);
  return picture;
}

/// Decoding takes half a millisecond, which is long for who makes many small pictures.
const RgbImage& atlas_picture() {
  static const RgbImage picture = decoded_picture();
  return picture;
}

}  // namespace

std::vector<std::string> atlas_names() {
  std::vector<std::string> names;
  for (const AtlasLine& line : atlas_lines()) names.push_back(line.name);
  return names;
}

std::optional<std::vector<Rgb8>> atlas_entries(std::string_view name, bool mirrored) {
  const std::vector<AtlasLine> lines = atlas_lines();
  const auto line = std::ranges::find(lines, name, &AtlasLine::name);
  if (line == lines.end()) return std::nullopt;

  const RgbImage& picture = atlas_picture();
  const auto row = 2 * (line - lines.begin()) + (mirrored ? 1 : 0);
  if (row >= picture.height || line->entries > picture.width) {
    throw Failure(fmt::format("the program's table of palettes has no room for '{}'", name));
  }
  const auto begin = picture.pixels.begin() + row * picture.width;
  std::vector<Rgb8> entries(begin, begin + line->entries);
  if (mirrored) std::ranges::reverse(entries);
  return entries;
}

}  // namespace lyap
