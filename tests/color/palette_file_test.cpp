#include "host/color/palette_file.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Rgb8 kRed = {255, 0, 0};
constexpr Rgb8 kNavy = {0, 16, 128};

class PaletteFile : public testing::Test {
 protected:
  std::vector<Rgb8> entries_of(const std::string& name, const std::string& content) const {
    make_file(folder_ / name, content);
    return read_palette_file(folder_ / name).entries;
  }

  // What is said of the file, without the beginning "palette file '...' ".
  std::string error_of(const std::string& name, const std::string& content) const {
    try {
      entries_of(name, content);
    } catch (const InvalidInput& error) {
      const std::string beginning = "palette file '" + (folder_ / name) + "' ";
      EXPECT_THAT(error.what(), testing::StartsWith(beginning));
      return std::string(error.what()).substr(beginning.size());
    }
    return "no error";
  }

  TemporaryFolder folder_;
};

TEST_F(PaletteFile, FractintMapHasThreeNumbersAndAComment) {
  EXPECT_THAT(entries_of("a.map", "255 0 0 red\n  0\t16 128\n"), ElementsAre(kRed, kNavy));
}

TEST_F(PaletteFile, FractintMapCountsAsItsAuthorsReadIt) {
  make_file(folder_ / "a.map", "; a comment\n# one more\n255 256 0\n// and another\n256 256 0\n");
  const Palette clamped = read_palette_file(folder_ / "a.map");
  EXPECT_THAT(clamped.entries, ElementsAre(Rgb8{255, 255, 0}, Rgb8{255, 255, 0}));
  EXPECT_EQ(clamped.note, "3 values above 255 count as 255");
  std::string lines;
  for (int i = 0; i < 356; ++i) lines += std::to_string(i % 200) + " 0 0\n";
  make_file(folder_ / "b.map", lines);
  const Palette cut = read_palette_file(folder_ / "b.map");
  EXPECT_EQ(cut.entries.size(), 256U);
  EXPECT_EQ(cut.entries.back(), (Rgb8{55, 0, 0}));
  EXPECT_EQ(cut.note, "100 lines behind the first 256 are left out");
  make_file(folder_ / "c.map", "255 0 0\n0 16 128\n");
  EXPECT_EQ(read_palette_file(folder_ / "c.map").note, "");
  EXPECT_EQ(joined(cut, clamped).note, cut.note + ", " + clamped.note);
}

TEST_F(PaletteFile, MarksOfOldEditorsCountForNothing) {
  EXPECT_THAT(entries_of("a.map",
                         "\xEF\xBB\xBF"
                         "255 0 0\n0 16 128\n\x1A rubbish"),
              ElementsAre(kRed, kNavy));
  EXPECT_THAT(entries_of("a.gpl",
                         "\xEF\xBB\xBF"
                         "GIMP Palette\n255 0 0\n0 16 128\n\x1A"),
              ElementsAre(kRed, kNavy));
  EXPECT_THAT(entries_of("a.hex",
                         "\xEF\xBB\xBF"
                         "ff0000\n001080\n\x1A"),
              ElementsAre(kRed, kNavy));
}

TEST_F(PaletteFile, GimpPaletteMayHaveAlpha) {
  EXPECT_THAT(entries_of("a.gpl", "GIMP Palette\nChannels: RGBA\n#\n255 0 0 255 Red\n0 16 128 255\n"),
              ElementsAre(kRed, kNavy));
}

TEST_F(PaletteFile, StyleSheetsHaveListsOfColors) {
  EXPECT_THAT(entries_of("a.css", "/* CSS HEX */\n--red: #ff0000ff;\n--navy: #001080ff;\n"), ElementsAre(kRed, kNavy));
  EXPECT_THAT(entries_of("a.txt", "#ff0000, #001080\n"), ElementsAre(kRed, kNavy));
  EXPECT_THAT(entries_of("a.txt", "#f00 #001080;"), ElementsAre(kRed, kNavy));
  EXPECT_THAT(entries_of("a.txt", "ff0000,001080"), ElementsAre(kRed, kNavy));
}

TEST_F(PaletteFile, GimpGradientIsBlended) {
  const std::string head = "GIMP Gradient\nName: Test\n";
  // Straight from black to white, with the middle in the middle: entry i is i.
  const auto gray = entries_of("a.ggr", head + "1\n0 0.5 1 0 0 0 1 1 1 1 1 0 0 0 0\n");
  ASSERT_EQ(gray.size(), 256U);
  for (int i = 0; i < 256; ++i) EXPECT_EQ(gray[i].r, i);
  // A step in the middle, and older files without the kinds of colours.
  const auto step = entries_of("a.ggr", head + "1\n0 0.5 1 1 0 0 1 0 0 1 1 5 0\n");
  EXPECT_EQ(step[127], (Rgb8{255, 0, 0}));
  EXPECT_EQ(step[128], (Rgb8{0, 0, 255}));
  // Two segments that meet at 0.2 = 51/255, where green is full.
  const auto two =
      entries_of("a.ggr", head + "2\n0 0.1 0.2 0 0 0 1 0 1 0 1 0 0 0 0\n0.2 0.6 1 0 1 0 1 0 0 0 1 0 0 0 0\n");
  EXPECT_EQ(two[51], (Rgb8{0, 255, 0}));
  EXPECT_EQ(two[255], (Rgb8{0, 0, 0}));
  // From red to blue by way of green, or the other way round, by way of magenta.
  const std::string red_to_blue = "1\n0 0.5 1 1 0 0 1 0 0 1 1 0 ";
  EXPECT_EQ(entries_of("a.ggr", head + red_to_blue + "1 0 0\n")[128].g, 255);
  EXPECT_EQ(entries_of("a.ggr", head + red_to_blue + "2 0 0\n")[128].g, 0);
}

TEST_F(PaletteFile, BadGimpGradientIsNamed) {
  EXPECT_EQ(error_of("a.ggr", "GIMP Palette\n"), "line 1: expected 'GIMP Gradient', found 'GIMP Palette'");
  EXPECT_EQ(error_of("a.ggr", "GIMP Gradient\nName: x\nmany\n"),
            "line 3: expected the number of segments, found 'many'");
  EXPECT_THAT(error_of("a.ggr", "GIMP Gradient\n1\n0 0.5 2 0 0 0 1 1 1 1 1 0 0\n"), HasSubstr("line 3: expected LEFT"));
  EXPECT_EQ(error_of("a.ggr", "GIMP Gradient\n2\n0 0.5 1 0 0 0 1 1 1 1 1 0 0\n"), "has 1 of its 2 segments");
}

TEST_F(PaletteFile, UltraFractalGradientGoesRound) {
  // Red at 0, blue (256² · 255) at 200: a hundred steps further both are mixed, on either side.
  const auto colors = entries_of("a.ugr",
                                 "Test {\ngradient:\n  title=\"Test\" smooth=no rotation=0\n  index=0 color=255\n"
                                 "  index=200 color=16711680\nopacity:\n  smooth=no index=0 opacity=255\n}\n"
                                 "Other {\ngradient:\n  index=0 color=0\n}\n");
  ASSERT_EQ(colors.size(), 400U);
  EXPECT_EQ(colors[0], (Rgb8{255, 0, 0}));
  EXPECT_EQ(colors[200], (Rgb8{0, 0, 255}));
  EXPECT_EQ(colors[40], (Rgb8{204, 0, 51}));
  EXPECT_EQ(colors[360], colors[40]);
  EXPECT_EQ(error_of("a.ugr", "Test {}"), "has no 'gradient:'");
  EXPECT_EQ(error_of("a.ugr", "gradient: title=\"x\""), "has no index=N color=N");
  EXPECT_THAT(error_of("a.ugr", "gradient: index=x color=1"), HasSubstr("'index=x'"));
}

TEST_F(PaletteFile, GimpPaletteHasAHeaderAndNamedColors) {
  EXPECT_THAT(
      entries_of("a.gpl", "GIMP Palette\nName: Flag\nColumns: 2\n# two colours\n\n255   0   0\tRed\n  0  16 128\n"),
      ElementsAre(kRed, kNavy));
}

TEST_F(PaletteFile, AnyOtherExtensionMeansHexadecimalColors) {
  EXPECT_THAT(entries_of("a.txt", "#ff0000\n#001080\n"), ElementsAre(kRed, kNavy));
  EXPECT_THAT(entries_of("a.hex", "FF0000\n001080\n"), ElementsAre(kRed, kNavy));
  EXPECT_THAT(entries_of("a", "#FF0000 \n #001080\n"), ElementsAre(kRed, kNavy));
}

TEST_F(PaletteFile, ExtensionMatchesInAnyCase) {
  EXPECT_THAT(entries_of("FIRE.MAP", "255 0 0\n0 16 128\n"), ElementsAre(kRed, kNavy));
}

TEST_F(PaletteFile, MayComeFromWindowsAndEndWithoutANewline) {
  EXPECT_THAT(entries_of("a.map", "255 0 0\r\n0 16 128"), ElementsAre(kRed, kNavy));
  EXPECT_THAT(entries_of("a.gpl", "GIMP Palette\r\n#\r\n255 0 0\r\n0 16 128 navy"), ElementsAre(kRed, kNavy));
  EXPECT_THAT(entries_of("a.txt", "#ff0000\r\n#001080"), ElementsAre(kRed, kNavy));
}

TEST_F(PaletteFile, BlankLinesAreSkippedButCounted) {
  EXPECT_THAT(entries_of("a.map", "\n255 0 0\n \t\n0 16 128\n\n"), ElementsAre(kRed, kNavy));
  EXPECT_THAT(error_of("a.map", "\n255 0 0\n\nred\n"), HasSubstr("line 4"));
}

TEST_F(PaletteFile, BadFractintLineIsNamed) {
  const std::string expected = "line 2: expected 'R G B' with values 0 to 255, found ";
  for (const std::string line : {"0 0 257", "0 0", "-1 0 0", "0.5 0 0", "1 2 3.5", "0,0,0", "dark"}) {
    EXPECT_EQ(error_of("a.map", "0 0 0\n" + line + "\n"), expected + in_quotes(line));
  }
}

TEST_F(PaletteFile, BadGimpLineIsNamed) {
  EXPECT_EQ(error_of("a.gpl", "0 0 0\n1 1 1\n"), "line 1: expected 'GIMP Palette', found '0 0 0'");
  EXPECT_EQ(error_of("a.gpl", "GIMP Palette\n0 0 0\n0 0 300 bright\n"),
            "line 3: expected 'R G B name' with values 0 to 255, found '0 0 300 bright'");
  EXPECT_THAT(error_of("a.gpl", "GIMP Palette\nColors: 2\n"), HasSubstr("line 2"));
}

TEST_F(PaletteFile, BadHexadecimalLineIsNamed) {
  for (const std::string line :
       {"#ff", "#ff000", "fff", "ff0000ff", "#ff00000", "#gg0000", "##ff000", "# ff0000", "0xff00", "#ff0000 red"}) {
    EXPECT_EQ(error_of("a.txt", "#000000\n" + line), "line 2: expected '#rrggbb', found '" + line + "'");
  }
}

TEST_F(PaletteFile, NumberOfColorsIsLimited) {
  EXPECT_EQ(error_of("a.txt", ""), "must have 2 to 65536 colours and has 0");
  EXPECT_EQ(error_of("a.map", "1 2 3\n"), "must have 2 to 65536 colours and has 1");

  std::string lines;
  for (int i = 0; i < 65536; ++i) lines += "1 2 3\n";
  EXPECT_EQ(entries_of("a.gpl", "GIMP Palette\n" + lines).size(), 65536U);
  EXPECT_EQ(error_of("a.gpl", "GIMP Palette\n" + lines + "1 2 3\n"), "must have 2 to 65536 colours and has 65537");
  EXPECT_EQ(error_of("a.map", std::string(5 << 20, '\n')), "is too large: it is longer than 4194304 bytes");
}

TEST_F(PaletteFile, MissingFileAndFolderAreTold) {
  EXPECT_THAT([&] { read_palette_file(folder_ / "none.map"); },
              testing::ThrowsMessage<InvalidInput>(HasSubstr("none.map' does not exist")));
  EXPECT_THAT([&] { read_palette_file(folder_.path().string()); },
              testing::ThrowsMessage<InvalidInput>(HasSubstr("is a folder")));
}

// Reading a process's own memory from address 0 fails for every user, root included.
TEST_F(PaletteFile, UnreadableFileIsAFailure) {
  if (!std::filesystem::exists("/proc/self/mem")) GTEST_SKIP() << "needs Linux's /proc";
  EXPECT_THAT([] { read_palette_file("/proc/self/mem"); },
              testing::ThrowsMessage<Failure>(HasSubstr("cannot be read: ")));
}

}  // namespace
}  // namespace lyap
