// Writes the picture of palettes without libpng's format: width and height in two bytes each, the lower one first, and
// of each pixel what its levels are above those of its left neighbour. Deltas because the module is packed afterwards.
#include "host/color/atlas_picture.h"

#include <cstdint>
#include <fstream>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  lyap::RgbImage picture = lyap::atlas_picture();
  std::ofstream file(argv[1], std::ios::binary);
  const auto put = [&](int byte) { file.put(static_cast<char>(static_cast<std::uint8_t>(byte))); };
  for (const int side : {picture.width, picture.height}) {
    put(side);
    put(side >> 8);
  }
  for (int row = 0; row < picture.height; ++row) {
    lyap::Rgb8 left{};
    for (int column = 0; column < picture.width; ++column) {
      const lyap::Rgb8 color = picture.at(column, row);
      put(color.r - left.r);
      put(color.g - left.g);
      put(color.b - left.b);
      left = color;
    }
  }
  file.close();
  return file ? 0 : 1;
}
