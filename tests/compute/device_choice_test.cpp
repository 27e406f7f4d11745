#include "host/compute/device_choice.h"

#include "host/base/error.h"
#include "tests/support/message_of.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::string error_of(const std::string& text) {
  return message_of<InvalidInput>([&] { parse_device_choice(text); });
}

TEST(DeviceChoice, IsTheFirstUsableGpuByDefault) {
  EXPECT_TRUE(DeviceChoice().is_first());
  EXPECT_FALSE(DeviceChoice().is_all());
  EXPECT_THAT(DeviceChoice().numbers(), IsEmpty());
  EXPECT_FALSE(DeviceChoice::of({0}).is_first());
  EXPECT_FALSE(DeviceChoice::all().is_first());
}

// An old GPU 0 beside a new GPU 1.
TEST(ChosenDevices, AreThoseThatCanBeUsedUnlessNumbersAreGiven) {
  const std::vector<bool> usable{false, true, false, true};
  EXPECT_THAT(chosen_devices({}, usable), ElementsAre(1));
  EXPECT_THAT(chosen_devices(DeviceChoice::all(), usable), ElementsAre(1, 3));
  EXPECT_THAT(chosen_devices(DeviceChoice::of({0}), usable), ElementsAre(0)) << "whoever names one gets it or an error";
  EXPECT_THAT(chosen_devices(DeviceChoice::of({3, 7}), usable), ElementsAre(3, 7));
  for (const std::vector<bool>& none : {std::vector<bool>{}, {false, false}}) {
    EXPECT_THAT(chosen_devices({}, none), IsEmpty());
    EXPECT_THAT(chosen_devices(DeviceChoice::all(), none), IsEmpty());
  }
}

TEST(DeviceChoice, HasNumbersInTheOrderInWhichTheyWereGiven) {
  EXPECT_THAT(DeviceChoice::of({2, 0, 1023}).numbers(), ElementsAre(2, 0, 1023));
  EXPECT_FALSE(DeviceChoice::of({2, 0}).is_all());
}

TEST(DeviceChoice, OfAllHasNoNumbers) {
  EXPECT_TRUE(DeviceChoice::all().is_all());
  EXPECT_THAT(DeviceChoice::all().numbers(), IsEmpty());
}

TEST(DeviceChoice, IsNeverOfNoneNorOfOneTwiceNorOfNumbersOutOfRange) {
  const auto refusal = [](const std::vector<int>& numbers) {
    return message_of<InvalidInput>([&] { DeviceChoice::of(numbers); });
  };
  EXPECT_EQ(refusal({}), "no GPU is chosen");
  EXPECT_EQ(refusal({3, 1, 3}), "GPU 3 is there twice");
  EXPECT_EQ(refusal({0, -1}), "-1: the number of a GPU must be 0 to 1023");
  EXPECT_EQ(refusal({1024}), "1024: the number of a GPU must be 0 to 1023");
}

TEST(ParseDeviceChoice, ReadsANumberSeveralTheFirstOrAll) {
  EXPECT_EQ(parse_device_choice("0"), DeviceChoice::of({0}));
  EXPECT_EQ(parse_device_choice("first"), DeviceChoice());
  EXPECT_EQ(parse_device_choice("FIRST"), DeviceChoice());
  EXPECT_EQ(parse_device_choice("1023"), DeviceChoice::of({1023}));
  EXPECT_EQ(parse_device_choice("+1"), DeviceChoice::of({1})) << "as other whole numbers are read";
  EXPECT_EQ(parse_device_choice("0,2"), DeviceChoice::of({0, 2}));
  EXPECT_EQ(parse_device_choice("3,1,2"), DeviceChoice::of({3, 1, 2}));
  EXPECT_EQ(parse_device_choice("all"), DeviceChoice::all());
  EXPECT_EQ(parse_device_choice("All"), DeviceChoice::all());
}

TEST(ParseDeviceChoice, TellsWhatWasReadAndWhatIsAccepted) {
  EXPECT_EQ(error_of("gpu"),
            "'gpu' is not a choice of GPUs: 'gpu' is not a whole number: the number of a GPU must be 0 to 1023; a "
            "number, several such as 0,2, first or all is accepted");
  EXPECT_EQ(error_of("2,0,2"),
            "'2,0,2' is not a choice of GPUs: GPU 2 is there twice; a number, several such as 0,2, first or all is "
            "accepted");
}

TEST(ParseDeviceChoice, RefusesTheRest) {
  for (const std::string text :
       {"", ",", "0,", ",0", "0,,2", "0, 2", "0;2", "0-2", "1.5", "all,0", "0,all", "all ", "first,0"}) {
    EXPECT_THAT(error_of(text), AllOf(StartsWith(fmt::format("'{}' is not a choice of GPUs: ", text)),
                                      HasSubstr("is not a whole number"), HasSubstr("0 to 1023")));
  }
  for (const std::string text : {"-1", "0,-1", "-99999999999999999999"}) {
    EXPECT_THAT(error_of(text), HasSubstr("too small: the number of a GPU must be 0 to 1023")) << text;
  }
  for (const std::string text : {"1024", "0,1024", "4294967296"}) {
    EXPECT_THAT(error_of(text), HasSubstr("too large: the number of a GPU must be 0 to 1023")) << text;
  }
  EXPECT_THAT(error_of("1,+1"), HasSubstr("GPU 1 is there twice"));
}

}  // namespace
}  // namespace lyap
