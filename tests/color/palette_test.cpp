#include "host/color/palette.h"

#include "host/base/error.h"
#include "host/color/palette_spline.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

namespace lyap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A line of palette_checksums.txt, which export_matplotlib.py has written straight from matplotlib.
struct Checksum {
  std::string name;
  std::size_t entries = 0;
  uLong crc32 = 0;
};

std::vector<Checksum> matplotlib_checksums() {
  std::ifstream file(LYAP_TEST_DATA "/palette_checksums.txt");
  std::vector<Checksum> checksums;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream fields(line);
    Checksum checksum;
    fields >> checksum.name >> checksum.entries >> std::hex >> checksum.crc32;
    checksums.push_back(checksum);
  }
  return checksums;
}

uLong crc32_of(const std::vector<Rgb8>& entries) {
  static_assert(sizeof(Rgb8) == 3);
  return crc32(0, reinterpret_cast<const Bytef*>(entries.data()), static_cast<uInt>(3 * entries.size()));
}

std::vector<Rgb8> mirrored(std::vector<Rgb8> entries) {
  std::ranges::reverse(entries);
  return entries;
}

std::string error_of(const std::string& name) {
  try {
    find_palette(name);
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return "no error";
}

int levels_apart(const Rgb8& one, const Rgb8& other) {
  return std::max({std::abs(one.r - other.r), std::abs(one.g - other.g), std::abs(one.b - other.b)});
}

TEST(Palette, EveryColormapOfMatplotlibIsExact) {
  const std::vector<Checksum> checksums = matplotlib_checksums();
  ASSERT_EQ(checksums.size(), 166U) << "83 colormaps and their mirror images in matplotlib 3.6.3";
  for (const Checksum& expected : checksums) {
    const Palette palette = find_palette(expected.name);
    EXPECT_EQ(palette.name, expected.name);
    EXPECT_EQ(palette.entries.size(), expected.entries) << expected.name;
    EXPECT_EQ(crc32_of(palette.entries), expected.crc32) << expected.name;
  }
}

TEST(Palette, HasTheColorsThatMatplotlibDocuments) {
  EXPECT_EQ(find_palette("viridis").entries.front(), (Rgb8{68, 1, 84}));
  EXPECT_EQ(find_palette("viridis").entries.back(), (Rgb8{253, 231, 36}));
  EXPECT_EQ(find_palette("gray").entries[128], (Rgb8{128, 128, 128}));
  EXPECT_EQ(find_palette("hot").entries.back(), (Rgb8{255, 255, 255}));
  EXPECT_EQ(find_palette("tab10").entries.front(), (Rgb8{31, 119, 180}));
}

TEST(Palette, KeepsTheNumberOfEntriesOfTheOriginal) {
  EXPECT_EQ(find_palette("jet").entries.size(), 256U);
  EXPECT_EQ(find_palette("twilight").entries.size(), 510U);
  EXPECT_EQ(find_palette("twilight_shifted_r").entries.size(), 510U);
  EXPECT_EQ(find_palette("Set1").entries.size(), 9U);
}

TEST(Palette, MirrorImageIsMatplotlibsAndNotAlwaysTheTableBackwards) {
  EXPECT_EQ(find_palette("viridis_r").entries, mirrored(find_palette("viridis").entries));
  EXPECT_EQ(find_palette("berlin_r").entries, mirrored(find_palette("berlin").entries));

  const std::vector<Rgb8> winter_r = find_palette("winter_r").entries;
  const std::vector<Rgb8> backwards = mirrored(find_palette("winter").entries);
  EXPECT_NE(winter_r, backwards);
  for (std::size_t i = 0; i < winter_r.size(); ++i) EXPECT_LE(levels_apart(winter_r[i], backwards[i]), 1) << i;
}

TEST(Palette, NamesAreListedInAlphabeticalOrder) {
  const std::vector<std::string> names = palette_names();
  EXPECT_EQ(names.size(), 166U + 6U);
  EXPECT_THAT(std::vector(names.begin(), names.begin() + 5),
              ElementsAre("Accent", "Accent_r", "afmhot", "afmhot_r", "autumn"));
  for (const std::string& name : names) EXPECT_EQ(find_palette(name).name, name);
}

TEST(Palette, NameMatchesInAnyCase) {
  EXPECT_EQ(find_palette("VIRIDIS_R").name, "viridis_r");
  EXPECT_EQ(find_palette("spectral").name, "Spectral");
  EXPECT_EQ(find_palette("Berlin").name, "berlin");
}

TEST(Palette, TwoAreJoinedInHalvesOfEqualLength) {
  const Palette both = find_palette("VIRIDIS+tab10");
  EXPECT_EQ(both.name, "viridis+tab10");
  EXPECT_EQ(both.second_begins, 256U);
  ASSERT_EQ(both.entries.size(), 512U);
  const std::vector<Rgb8> viridis = find_palette("viridis").entries;
  EXPECT_TRUE(std::equal(viridis.begin(), viridis.end(), both.entries.begin()));
  // 256 places for ten colours: each has 25 or 26.
  for (std::size_t i = 0; i < 256; ++i) EXPECT_EQ(both.entries[256 + i], find_palette("tab10").entries[i * 10 / 256]);
  EXPECT_EQ(both.checksum, "") << "names tell the colours";
  EXPECT_NE(find_palette("viridis+" LYAP_TEST_DATA "/berlin.txt").checksum, "");
  EXPECT_THAT(error_of("viridis+twilght"), HasSubstr("did you mean 'twilight'"));
  EXPECT_THAT(error_of("viridis+"), HasSubstr("unknown palette ''"));
}

TEST(Palette, OneBecomesAnotherWithAsManyEntries) {
  const Palette both = find_palette("Set1:viridis");
  EXPECT_EQ(both.name, "Set1:viridis");
  EXPECT_EQ(both.entries.size(), 256U);
  EXPECT_EQ(both.entries.front(), find_palette("Set1").entries.front());
  EXPECT_EQ(both.entries.back(), find_palette("Set1").entries.back());
  EXPECT_EQ(both.fades_to->entries, find_palette("viridis").entries);
  EXPECT_EQ(both.checksum, "") << "names tell the colours";
  EXPECT_NE(find_palette("viridis:" LYAP_TEST_DATA "/berlin.txt").checksum, "");
  const Palette halves = find_palette("bone+hot:twilight");
  EXPECT_EQ(halves.entries.size(), 2 * halves.second_begins);
  EXPECT_EQ(with_at_most(halves, 100).fades_to->entries.size(), with_at_most(halves, 100).entries.size());
}

TEST(Palette, FewerEntriesKeepTheHalves) {
  const Palette fewer = with_at_most(find_palette("viridis+bone"), 255);
  EXPECT_EQ(fewer.entries.size(), 254U);
  EXPECT_EQ(fewer.second_begins, 127U);
  EXPECT_EQ(fewer.entries[127], find_palette("bone").entries[1]);
}

TEST(Palette, UnknownNameIsToldWithTheNearestOne) {
  EXPECT_EQ(error_of("twilght"), "unknown palette 'twilght'; did you mean 'twilight'? `lyap palettes` lists them all");
  EXPECT_EQ(error_of("zebra stripes"), "unknown palette 'zebra stripes'; `lyap palettes` lists them all");
  EXPECT_THAT(error_of(""), HasSubstr("unknown palette ''"));
}

TEST(Palette, NameWithADotOrASlashIsAFile) {
  EXPECT_EQ(error_of("./viridis"), "palette file './viridis' does not exist");
  EXPECT_EQ(error_of("sunset.gpl"), "palette file 'sunset.gpl' does not exist");
  EXPECT_EQ(find_palette(LYAP_TEST_DATA "/berlin.txt").name, LYAP_TEST_DATA "/berlin.txt");
}

class SplinePalette : public testing::TestWithParam<std::string> {};

// The table in the test data is Fabio Crameri's, each value rounded down to a level like every palette's. A distance
// of one level is what the palettes promise; it cannot be seen.
TEST_P(SplinePalette, IsWithinOneLevelOfTheOriginal) {
  const std::vector<Rgb8> original = find_palette(LYAP_TEST_DATA "/" + GetParam() + ".txt").entries;
  const std::vector<Rgb8> spline = find_palette(GetParam()).entries;
  ASSERT_EQ(original.size(), 256U);
  ASSERT_EQ(spline.size(), original.size());
  for (std::size_t i = 0; i < spline.size(); ++i) EXPECT_LE(levels_apart(spline[i], original[i]), 1) << i;
}

INSTANTIATE_TEST_SUITE_P(, SplinePalette, testing::Values("berlin", "managua", "vanimo"),
                         [](const auto& name) { return name.param; });

TEST(SplinePalettes, AreDrawnFromFewKnots) {
  EXPECT_THAT(spline_names(), ElementsAre("berlin", "managua", "vanimo"));
  EXPECT_LE(kSplineKnots, 16U);
}

}  // namespace
}  // namespace lyap
