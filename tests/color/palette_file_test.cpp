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
  for (const std::string line : {"0 0 256", "0 0", "-1 0 0", "0.5 0 0", "1 2 3.5", "0,0,0", "# 1 2 3", "; dark"}) {
    EXPECT_EQ(error_of("a.map", "0 0 0\n" + line + "\n"), expected + in_quotes(line));
  }
}

TEST_F(PaletteFile, BadGimpLineIsNamed) {
  EXPECT_EQ(error_of("a.gpl", "0 0 0\n1 1 1\n"), "line 1: expected 'GIMP Palette', found '0 0 0'");
  EXPECT_EQ(error_of("a.gpl", "GIMP Palette\n0 0 0\n0 0 300 bright\n"),
            "line 3: expected 'R G B name' with values 0 to 255, found '0 0 300 bright'");
  EXPECT_THAT(error_of("a.gpl", "GIMP Palette\nChannels: RGBA\n"), HasSubstr("line 2"));
}

TEST_F(PaletteFile, BadHexadecimalLineIsNamed) {
  for (const std::string line : {"#fff", "#ff00000", "#gg0000", "##ff000", "# ff0000", "0xff00", "#ff0000 red"}) {
    EXPECT_EQ(error_of("a.txt", "#000000\n" + line), "line 2: expected '#rrggbb', found '" + line + "'");
  }
}

TEST_F(PaletteFile, NumberOfColorsIsLimited) {
  EXPECT_EQ(error_of("a.txt", ""), "must have 2 to 65536 colours and has 0");
  EXPECT_EQ(error_of("a.map", "1 2 3\n"), "must have 2 to 65536 colours and has 1");

  std::string lines;
  for (int i = 0; i < 65536; ++i) lines += "1 2 3\n";
  EXPECT_EQ(entries_of("a.map", lines).size(), 65536U);
  EXPECT_EQ(error_of("a.map", lines + "1 2 3\n"), "must have 2 to 65536 colours and has 65537");
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
