#include "tests/compute/logging_members.h"
#include "tests/support/message_of.h"

#include <gmock/gmock.h>

namespace lyap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST_F(BackendGroupTest, DealsSlotsOutToTheMembersInTurn) {
  make_group(3);
  EXPECT_EQ(group_->device_count(), 3U);
  for (std::size_t slot = 0; slot < 7; ++slot) submit(slot);
  EXPECT_THAT(log_, ElementsAre("0 submits 0", "1 submits 0", "2 submits 0", "0 submits 1", "1 submits 1",
                                "2 submits 1", "0 submits 2"));
}

TEST_F(BackendGroupTest, WaitsForTheMemberThatHasTheSlotInWhateverOrder) {
  make_group(3);
  for (std::size_t slot = 0; slot < 7; ++slot) submit(slot);
  log_.clear();
  for (const std::size_t slot : {5U, 0U, 6U, 1U}) {
    const Band band = group_->wait(slot);
    EXPECT_THAT(band.pixels, ElementsAre(static_cast<std::byte>(slot % 3), static_cast<std::byte>(slot)));
    EXPECT_EQ(band.code_path, "logged");
    EXPECT_EQ(band.steps, 5);
  }
  EXPECT_THAT(log_, ElementsAre("2 waits 1", "0 waits 0", "0 waits 2", "1 waits 0"));
  submit(5);
  EXPECT_EQ(log_.back(), "2 submits 1") << "the slot is free again";
}

// Members work at the same time: what each of them was busy must not add up to more than the time that passed.
TEST_F(BackendGroupTest, TimesAreThoseOfAllMembersOnTheMean) {
  make_group(3);
  for (const std::size_t slot : {0U, 1U, 2U}) {
    submit(slot);
    const Band band = group_->wait(slot);
    EXPECT_EQ(band.computing, 2);
    EXPECT_EQ(band.copying, 1);
  }
}

TEST_F(BackendGroupTest, OnlyBandsOfTheFirstMemberAreInTheMemoryOfItsDevice) {
  make_group(2);
  for (const std::size_t slot : {0U, 1U, 2U, 3U}) {
    submit(slot);
    const Band band = group_->wait(slot);
    EXPECT_EQ(band.on_device, slot % 2 == 0 ? band.pixels.data() : nullptr);
  }
}

TEST_F(BackendGroupTest, ErrorOfAMemberInSubmitComesOutAndTheOthersGoOn) {
  make_group(2);
  members_[1]->fails_to_submit = true;
  submit(0);
  EXPECT_EQ(message_of<Failure>([&] { submit(1); }), "the device is gone");
  submit(2);
  group_->wait(0);
  group_->wait(2);
  log_.clear();
  group_.reset();
  EXPECT_THAT(log_, IsEmpty()) << "nothing was in flight any more";
}

TEST_F(BackendGroupTest, ErrorOfAMemberInWaitComesOutAndTheOthersGoOn) {
  make_group(2);
  members_[0]->fails_to_wait = true;
  for (const std::size_t slot : {0U, 1U, 3U}) submit(slot);
  EXPECT_EQ(message_of<Failure>([&] { group_->wait(0); }), "the device is lost");
  EXPECT_THAT(group_->wait(1).pixels, ElementsAre(std::byte{1}, std::byte{1}));
  EXPECT_THAT(group_->wait(3).pixels, ElementsAre(std::byte{1}, std::byte{3}));
}

TEST_F(BackendGroupTest, DestructorEndsWhatIsInFlightOnEveryMember) {
  make_group(3);
  for (const std::size_t slot : {0U, 1U, 2U, 4U}) submit(slot);
  group_->wait(0);
  log_.clear();
  group_.reset();
  EXPECT_THAT(log_, UnorderedElementsAre("1 ends 0", "1 ends 1", "2 ends 0"));
}

TEST(BackendGroupNames, EqualDevicesAreCountedAndOthersListed) {
  const auto device_of = [](const std::vector<std::string>& names) {
    Log log;
    std::vector<std::unique_ptr<Backend>> members;
    members.reserve(names.size());
    for (const std::string& name : names) members.push_back(std::make_unique<LoggingMember>(0, log, name));
    return BackendGroup(std::move(members)).device();
  };
  EXPECT_EQ(device_of({"NVIDIA H100", "NVIDIA H100"}), "2 × NVIDIA H100");
  EXPECT_EQ(device_of({"NVIDIA A", "NVIDIA B"}), "NVIDIA A, NVIDIA B");
  EXPECT_EQ(device_of({"NVIDIA B", "NVIDIA A", "NVIDIA B"}), "2 × NVIDIA B, NVIDIA A");
  EXPECT_EQ(device_of({"NVIDIA A"}), "NVIDIA A");
}

}  // namespace
}  // namespace lyap
