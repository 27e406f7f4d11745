// Writes the picture of palettes without libpng's format: width and height in two bytes each, the lower one first, and
// of each row the reds, then the greens, then the blues, each as what it is above its left neighbour. All because the
// module is packed afterwards.
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
    for (std::uint8_t lyap::Rgb8::*channel : {&lyap::Rgb8::r, &lyap::Rgb8::g, &lyap::Rgb8::b}) {
      int left = 0;
      for (int column = 0; column < picture.width; ++column) {
        const int level = picture.at(column, row).*channel;
        put(level - left);
        left = level;
      }
    }
  }
  file.close();
  return file ? 0 : 1;
}
