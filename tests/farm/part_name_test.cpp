#include "host/farm/part_name.h"

#include "host/base/checksum.h"
#include "host/base/error.h"
#include "tests/support/temporary_folder.h"

#include <string>

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(PartName, HoldsNumberAndChecksum) {
  EXPECT_EQ(part_file_name({12, "9f1c2b3a"}, ".mp4"), "00012-9f1c2b3a.mp4");
  const auto name = parse_part_name("00012-9f1c2b3a.mp4", ".mp4");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->part, 12);
  EXPECT_EQ(name->checksum, "9f1c2b3a");
}

TEST(PartName, AnyOtherNameIsNone) {
  for (const char* file : {"", ".mp4", "00012.mp4", "00012-9f1c2b3a.mkv", "12-9f1c2b3a.mp4", "00012-9F1C2B3A.mp4",
                           "00012-9f1c2b3.mp4", "00012-9f1c2b3a0.mp4", "-0012-9f1c2b3a.mp4", "0001x-9f1c2b3a.mp4",
                           ".00012-9f1c2b3a.mp4", "00012-9f1c2b3a.mp4~", "99999999999999999999-9f1c2b3a.mp4"}) {
    EXPECT_FALSE(parse_part_name(file, ".mp4")) << file;
  }
}

TEST(PartName, TheChecksumIsOfPlanNumberAndBytes) {
  const TemporaryFolder folder;
  make_file(folder / "a", "some bytes");
  // CRC-32 of it all in one, which zlib's own function gives.
  EXPECT_EQ(part_checksum("1234abcd", 7, folder / "a"), checksum_of("1234abcd 7\nsome bytes"));
  EXPECT_NE(part_checksum("1234abcd", 8, folder / "a"), part_checksum("1234abcd", 7, folder / "a"));
  EXPECT_NE(part_checksum("1234abce", 7, folder / "a"), part_checksum("1234abcd", 7, folder / "a"));
  EXPECT_THROW(part_checksum("1234abcd", 7, folder / "missing"), Failure);
}

TEST(PartName, UnfinishedFilesTellTheirPart) {
  const std::string stem = unfinished_stem(3);
  EXPECT_TRUE(stem.starts_with("part-00003-")) << stem;
  EXPECT_EQ(parse_unfinished_name(stem + "part.part.mp4"), 3);
  EXPECT_EQ(parse_unfinished_name("." + stem + "part.mp4.0a1b2c3d.part"), 3) << "what is to replace it";
  EXPECT_FALSE(parse_unfinished_name("00003-9f1c2b3a.mp4"));
  EXPECT_FALSE(parse_unfinished_name("part-3-node"));
}

}  // namespace
}  // namespace lyap
