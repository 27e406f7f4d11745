#include "tests/compute/logging_members.h"
#include "tests/support/message_of.h"

#include <gmock/gmock.h>

namespace lyap {
namespace {

using testing::ElementsAre;

/// Rows of the bands of a group whose members take `most` rows each.
class BackendGroupRows : public BackendGroupTest {
 protected:
  int rows(int members, const std::vector<int>& most, const std::shared_ptr<const Frame>& frame) {
    members_.clear();
    make_group(members);
    for (std::size_t i = 0; i < members_.size(); ++i) members_[i]->set_rows_per_band(most[i % most.size()]);
    return group_->rows_per_band(*frame);
  }
};

TEST_F(BackendGroupRows, AreNoMoreThanAnyMemberTakes) {
  EXPECT_EQ(rows(2, {100, 10}, frame_of({3, 1000})), 10);
  EXPECT_EQ(rows(3, {7, 100, 50}, frame_of({3, 21})), 7);
}

TEST_F(BackendGroupRows, GiveEachMemberAsManyBands) {
  EXPECT_EQ(rows(3, {270}, frame_of({3, 2160})), 240) << "9 bands instead of 8";
  EXPECT_EQ(rows(2, {1000}, frame_of({3, 100})), 50) << "a picture that one member takes at once";
  EXPECT_EQ(rows(8, {1000}, frame_of({3, 8})), 1);
  EXPECT_EQ(rows(8, {1000}, frame_of({3, 1})), 1) << "there is work for one only";
}

// k bands of each member have H/(n·k) rows, rounded up: nobody computes more than k rows above the even share.
TEST_F(BackendGroupRows, NoMemberComputesMuchMoreThanItsShare) {
  for (const int members : {1, 2, 3, 4, 8}) {
    for (const int most : {1, 2, 4, 37, 500}) {
      for (const int height : {1, 2, 7, 8, 9, 41, 97, 255}) {
        SCOPED_TRACE(fmt::format("{} members, {} rows, at most {} at a time", members, height, most));
        const int rows_per_band = rows(members, {most}, frame_of({3, height}));
        ASSERT_GE(rows_per_band, 1);
        ASSERT_LE(rows_per_band, std::min(most, height));
        const int bands = (height + rows_per_band - 1) / rows_per_band;
        const int bands_of_first = (bands + members - 1) / members;
        EXPECT_LE(bands_of_first * rows_per_band, height / members + 1 + bands_of_first);
      }
    }
  }
}

TEST_F(BackendGroupRows, OfPlanarFormatsAreAll) {
  for (const PixelFormat format : {PixelFormat::kYuv420p, PixelFormat::kYuv444p}) {
    EXPECT_EQ(rows(2, {4}, frame_of({4, 40}, format)), 40);
  }
}

TEST(SlotsFor, OneDeviceAreThoseThatWereWanted) {
  for (const std::size_t slots : {1U, 2U, 3U, 18U}) EXPECT_EQ(slots_for(slots, 1), slots);
}

TEST(SlotsFor, FurtherDevicesAreTwoForEachAndAsManyForAll) {
  EXPECT_EQ(slots_for(3, 2), 6U);
  EXPECT_EQ(slots_for(3, 8), 24U);
  EXPECT_EQ(slots_for(2, 4), 8U);
  EXPECT_EQ(slots_for(18, 2), 20U) << "sixteen writers do not need sixteen more";
  for (std::size_t slots = 1; slots < 20; ++slots) {
    for (std::size_t devices = 1; devices < 20; ++devices) {
      const std::size_t several = slots_for(slots, devices);
      EXPECT_EQ(several % devices, 0U);
      EXPECT_GE(several, slots + 2 * (devices - 1));
      EXPECT_LT(several, slots + 2 * (devices - 1) + devices);
      EXPECT_LE(several, slots_for(slots + 1, devices)) << "who asks for more has enough for less";
    }
  }
}

TEST(MakeBackendFor, OneDeviceIsItsOwnBackend) {
  Log log;
  const Backend* member = nullptr;
  const auto backend = make_backend_for({5}, 3, [&](int device, std::size_t slots) {
    EXPECT_EQ(device, 5);
    EXPECT_EQ(slots, 3U);
    auto made = std::make_unique<LoggingMember>(device, log);
    member = made.get();
    return made;
  });
  EXPECT_EQ(backend.get(), member);
}

TEST(MakeBackendFor, SeveralDevicesAreAGroupInTheirOrderWithTheSlotsOfEach) {
  Log log;
  std::vector<std::size_t> slots_of_members;
  const auto backend = make_backend_for({4, 0, 2}, 5, [&](int device, std::size_t slots) {
    slots_of_members.push_back(slots);
    return std::make_unique<LoggingMember>(device, log);
  });
  EXPECT_EQ(backend->device_count(), 3U);
  EXPECT_THAT(slots_of_members, ElementsAre(3U, 3U, 3U)) << "5 and 2 for each of the others, 9, of which each has 3";
  const auto frame = frame_of({3, 9});
  for (std::size_t slot = 0; slot < slots_for(5, 3); ++slot) backend->submit(slot, frame, {0, 1});
  EXPECT_THAT(std::vector(log.begin(), log.begin() + 3), ElementsAre("4 submits 0", "0 submits 0", "2 submits 0"));
  EXPECT_EQ(log.back(), "2 submits 2");
}

TEST(MakeBackendFor, ADeviceThatIsNotThereComesOut) {
  Log log;
  const auto make = [&](int device, std::size_t) -> std::unique_ptr<Backend> {
    if (device == 7) throw InvalidInput("--device: there is no GPU 7");
    return std::make_unique<LoggingMember>(device, log);
  };
  EXPECT_EQ(message_of<InvalidInput>([&] { make_backend_for({0, 7}, 3, make); }), "--device: there is no GPU 7");
}

}  // namespace
}  // namespace lyap
