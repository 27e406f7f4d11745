#include "host/base/nearest_name.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

const std::vector<std::string> fruits = {"Apple", "apricot", "banana", "fig"};

TEST(NearestName, ForgivesOneMistypedLetter) {
  EXPECT_EQ(nearest_name("aple", fruits), "Apple") << "left out";
  EXPECT_EQ(nearest_name("banaana", fruits), "banana") << "added";
  EXPECT_EQ(nearest_name("bamana", fruits), "banana") << "replaced";
  EXPECT_EQ(nearest_name("fgi", fruits), "fig") << "swapped";
}

TEST(NearestName, ForgivesOneLetterInThree) {
  EXPECT_EQ(nearest_name("abricod", fruits), "apricot");
  EXPECT_EQ(nearest_name("bxnxnx", fruits), std::nullopt);
}

TEST(NearestName, IgnoresCase) {
  EXPECT_EQ(nearest_name("APPEL", fruits), "Apple");
}

TEST(NearestName, TakesTheNearestAndOfEquallyNearOnesTheFirst) {
  const std::vector<std::string> known = {"tab20b", "tab20", "tab10"};
  EXPECT_EQ(nearest_name("tab20x", known), "tab20b");
  EXPECT_EQ(nearest_name("tab2", known), "tab20");
}

TEST(NearestName, IsNothingWhenNothingIsNear) {
  EXPECT_EQ(nearest_name("cherry", fruits), std::nullopt);
  EXPECT_EQ(nearest_name("", fruits), std::nullopt);
  EXPECT_EQ(nearest_name("x", std::vector<std::string>{"y"}), std::nullopt) << "no letter in common";
  EXPECT_EQ(nearest_name("fig", {}), std::nullopt);
}

}  // namespace
}  // namespace lyap
