#include "host/sheets/bitmap_font.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace lyap {
namespace {

constexpr char kFirst = ' ';
constexpr char kLast = '~';
constexpr std::size_t kGlyphsPerBand = 16;
constexpr std::size_t kRows = kGlyphHeight;
constexpr std::size_t kColumns = kGlyphWidth;

// The letters as they look: bands of 16 in the order of ASCII, each letter kGlyphWidth by kGlyphHeight, the gap to the
// next letter included.
constexpr std::array<std::string_view, 6 * kRows> kBands = {
    // clang-format off
    //  !"#$%&'()*+,-./
    "        #    # #   # #    #   ##     ##     #      #   #                                        ",
    "        #    # #   # #   #### ##  # #  #    #     #     #     #     #                         # ",
    "        #    # #  ##### # #      #  # #    #     #       #  # # #   #                        #  ",
    "        #          # #   ###    #    #           #       #   ###  #####       #####         #   ",
    "        #         #####   # #  #    # # #        #       #  # # #   #                      #    ",
    "                   # #  ####  #  ## #  #          #     #     #     #    ##          ##   #     ",
    "        #          # #    #      ##  ## #          #   #                 ##          ##         ",
    "                                                                          #                     ",
    "                                                                         #                      ",
    // 0123456789:;<=>?
    " ###    #    ###  #####    #  #####   ##  #####  ###   ###                 #         #     ###  ",
    "#   #  ##   #   #    #    ##  #      #        # #   # #   #  ##    ##     #           #   #   # ",
    "#  ##   #       #   #    # #  ####  #        #  #   # #   #  ##    ##    #    #####    #      # ",
    "# # #   #      #     #  #  #      # ####    #    ###   ####             #               #    #  ",
    "##  #   #     #       # #####     # #   #  #    #   #     #              #    #####    #    #   ",
    "#   #   #    #    #   #    #  #   # #   #  #    #   #    #   ##    ##     #           #         ",
    " ###   ###  #####  ###     #   ###   ###   #     ###   ##    ##    ##      #         #      #   ",
    "                                                                    #                           ",
    "                                                                   #                            ",
    // @ABCDEFGHIJKLMNO
    " ###   ###  ####   ###  ###   ##### #####  ###  #   #  ###    ### #   # #     #   # #   #  ###  ",
    "#   # #   # #   # #   # #  #  #     #     #   # #   #   #      #  #  #  #     ## ## #   # #   # ",
    "    # #   # #   # #     #   # #     #     #     #   #   #      #  # #   #     # # # ##  # #   # ",
    " ## # #   # ####  #     #   # ####  ####  # ### #####   #      #  ##    #     # # # # # # #   # ",
    "# # # ##### #   # #     #   # #     #     #   # #   #   #      #  # #   #     #   # #  ## #   # ",
    "# # # #   # #   # #   # #  #  #     #     #   # #   #   #   #  #  #  #  #     #   # #   # #   # ",
    " ###  #   # ####   ###  ###   ##### #      #### #   #  ###   ##   #   # ##### #   # #   #  ###  ",
    "                                                                                                ",
    "                                                                                                ",
    // PQRSTUVWXYZ[\ ]^_
    "####   ###  ####   #### ##### #   # #   # #   # #   # #   # #####  ###         ###    #         ",
    "#   # #   # #   # #       #   #   # #   # #   # #   # #   #     #  #    #        #   # #        ",
    "#   # #   # #   # #       #   #   # #   # #   #  # #   # #     #   #     #       #  #   #       ",
    "####  #   # ####   ###    #   #   # #   # # # #   #     #     #    #      #      #              ",
    "#     # # # # #       #   #   #   # #   # # # #  # #    #    #     #       #     #              ",
    "#     #  #  #  #      #   #   #   #  # #  # # # #   #   #   #      #        #    #              ",
    "#      ## # #   # ####    #    ###    #    # #  #   #   #   #####  ###         ###              ",
    "                                                                                          ##### ",
    "                                                                                                ",
    // `abcdefghijklmno
    " #          #               #         ##        #       #      #  #      ##                     ",
    "  #         #               #        #          #                 #       #                     ",
    "   #   ###  # ##   ###   ## #  ###  ###    #### # ##   ##     ##  #  #    #   ## #  # ##   ###  ",
    "          # ##  # #   # #  ## #   #  #    #   # ##  #   #      #  # #     #   # # # ##  # #   # ",
    "       #### #   # #     #   # #####  #    #   # #   #   #      #  ##      #   # # # #   # #   # ",
    "      #   # #   # #   # #   # #      #    #   # #   #   #      #  # #     #   # # # #   # #   # ",
    "       #### ####   ###   ####  ###   #     #### #   #  ###     #  #  #   ###  # # # #   #  ###  ",
    "                                              #             #  #                                ",
    "                                           ###               ##                                 ",
    // pqrstuvwxyz{|}~
    "                         #                                           #    #    #          ",
    "                         #                                          #     #     #         ",
    "####   #### # ##   #### ###   #   # #   # #   # #   # #   # #####   #     #     #    #    ",
    "#   # #   # ##  # #      #    #   # #   # #   #  # #  #   #    #   #      #      #  # # # ",
    "#   # #   # #      ###   #    #   # #   # # # #   #   #   #   #     #     #     #      #  ",
    "#   # #   # #         #  #    #  ##  # #  # # #  # #  #   #  #      #     #     #         ",
    "####   #### #     ####    ##   ## #   #    # #  #   #  #### #####    #    #    #          ",
    "#         #                                               #                               ",
    "#         #                                            ###                                ",
    // clang-format on
};

bool is_inked(char letter, std::size_t column, std::size_t row) {
  const char shown = letter >= kFirst && letter <= kLast ? letter : '?';
  const auto glyph = static_cast<std::size_t>(shown - kFirst);
  return kBands[glyph / kGlyphsPerBand * kRows + row][glyph % kGlyphsPerBand * kColumns + column] == '#';
}

// A square of scale by scale pixels, as far as it lies in the image.
void draw_dot(RgbImage& image, int x, int y, int scale, Rgb8 color) {
  for (int j = std::max(y, 0); j < std::min(y + scale, image.height); ++j) {
    for (int i = std::max(x, 0); i < std::min(x + scale, image.width); ++i) image.at(i, j) = color;
  }
}

}  // namespace

int text_width(std::string_view text, int scale) {
  return text.empty() ? 0 : (static_cast<int>(text.size()) * kGlyphWidth - 1) * scale;
}

void draw_text(RgbImage& image, int x, int y, std::string_view text, Rgb8 color, int scale) {
  for (const char letter : text) {
    for (int row = 0; row < kGlyphHeight; ++row) {
      for (int column = 0; column < kGlyphWidth; ++column) {
        if (!is_inked(letter, static_cast<std::size_t>(column), static_cast<std::size_t>(row))) continue;
        draw_dot(image, x + column * scale, y + row * scale, scale, color);
      }
    }
    x += kGlyphWidth * scale;
  }
}

}  // namespace lyap
