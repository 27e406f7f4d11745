#include "host/farm/frame_checksums.h"

#include "host/base/checksum.h"

#include <algorithm>
#include <span>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(FrameChecksums, AreOfTheBytesInTheirOrder) {
  ChecksummedFrames frames(nullptr);
  for (const std::string_view pixels : {"first", "second"}) frames.write(7, std::as_bytes(std::span(pixels)));
  EXPECT_THAT(frames.checksums(), ElementsAre(checksum_of("first"), checksum_of("second")));
}

TEST(FrameChecksums, ComeBackFromTheTextOfTheirSegmentAlone) {
  const std::string text = segment_text("1234abcd", 5, {"00000001", "00000002"});
  EXPECT_THAT(segment_checksums(text, "1234abcd", 5), ElementsAre("00000001", "00000002"));
  EXPECT_THAT(segment_checksums(text, "1234abcd", 6), IsEmpty());
  EXPECT_THAT(segment_checksums(text, "1234abce", 5), IsEmpty());
  EXPECT_THAT(segment_checksums("", "1234abcd", 5), IsEmpty());
}

TEST(DrawnNumbers, AreDifferentRisingAndThoseOfTheSeed) {
  const auto numbers = drawn_numbers(10, 1000, "1234abcd");
  EXPECT_THAT(numbers, SizeIs(10));
  EXPECT_EQ(std::ranges::adjacent_find(numbers, std::ranges::greater_equal()), numbers.end());
  EXPECT_GE(numbers.front(), 0);
  EXPECT_LT(numbers.back(), 1000);
  EXPECT_EQ(drawn_numbers(10, 1000, "1234abcd"), numbers);
  EXPECT_NE(drawn_numbers(10, 1000, "1234abce"), numbers);
}

TEST(DrawnNumbers, AreAllWhereThereAreNoMore) {
  EXPECT_THAT(drawn_numbers(10, 3, "x"), ElementsAre(0, 1, 2));
  EXPECT_THAT(drawn_numbers(0, 3, "x"), IsEmpty());
}

}  // namespace
}  // namespace lyap
