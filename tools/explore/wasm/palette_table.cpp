#include "host/base/embedded_file.h"
#include "host/color/atlas_picture.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace lyap {

// The first is what write_palette_table.cpp writes, in the place of matplotlib.png.
std::span<const EmbeddedFile> matplotlib_files();

RgbImage atlas_picture() {
  const std::string_view bytes = matplotlib_files().front().content;
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  RgbImage picture(at(0) + 256 * at(1), at(2) + 256 * at(3));
  std::size_t i = 4;
  for (int row = 0; row < picture.height; ++row) {
    for (std::uint8_t Rgb8::*channel : {&Rgb8::r, &Rgb8::g, &Rgb8::b}) {
      std::uint8_t level = 0;
      for (int column = 0; column < picture.width; ++column) {
        level = static_cast<std::uint8_t>(level + at(i++));
        picture.at(column, row).*channel = level;
      }
    }
  }
  return picture;
}

}  // namespace lyap
