#include "host/base/embedded_file.h"
#include "host/color/atlas_row.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace lyap {

// The first is what write_palette_table.cpp writes, in the place of matplotlib.png.
std::span<const EmbeddedFile> matplotlib_files();

std::vector<Rgb8> atlas_row(int row, int entries) {
  const std::string_view bytes = matplotlib_files().front().content;
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  const std::size_t width = at(0) + 256 * at(1);
  std::size_t begin = 4 + 3 * width * static_cast<std::size_t>(row);
  std::vector<Rgb8> colors(static_cast<std::size_t>(entries));
  for (std::uint8_t Rgb8::*channel : {&Rgb8::r, &Rgb8::g, &Rgb8::b}) {
    std::uint8_t level = 0;
    for (std::size_t i = 0; i < colors.size(); ++i) {
      level = static_cast<std::uint8_t>(level + at(begin + i));
      colors[i].*channel = level;
    }
    begin += width;
  }
  return colors;
}

}  // namespace lyap
