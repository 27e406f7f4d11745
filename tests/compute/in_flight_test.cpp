#include "host/compute/in_flight.h"

#include "host/base/error.h"
#include "tests/compute/logging_members.h"

#include <stop_token>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::ElementsAre;

class InFlightTest : public testing::Test {
 protected:
  Log log_;
  LoggingMember backend_{0, log_};
  const std::shared_ptr<const Frame> frame_ = frame_of({3, 9});
};

TEST_F(InFlightTest, GivesBandsInTheOrderInWhichTheyWereSubmitted) {
  const auto other = frame_of({5, 4});
  InFlight in_flight(backend_, {});
  EXPECT_TRUE(in_flight.empty());
  in_flight.submit(2, frame_, {0, 3});
  in_flight.submit(0, other, {3, 1});
  const FinishedBand first = in_flight.wait_for_oldest();
  EXPECT_EQ(first.slot, 2U);
  EXPECT_EQ(first.frame, frame_);
  EXPECT_EQ(first.band.pixels[1], std::byte{0}) << "its first row";
  EXPECT_FALSE(in_flight.empty());
  const FinishedBand second = in_flight.wait_for_oldest();
  EXPECT_EQ(second.slot, 0U);
  EXPECT_EQ(second.frame, other);
  EXPECT_EQ(second.band.pixels[1], std::byte{3});
  EXPECT_TRUE(in_flight.empty());
}

TEST_F(InFlightTest, IsWaitedForWhenItsScopeIsLeft) {
  {
    InFlight in_flight(backend_, {});
    for (const std::size_t slot : {0U, 1U, 2U}) in_flight.submit(slot, frame_, {0, 1});
    in_flight.wait_for_oldest();
  }
  EXPECT_THAT(log_, ElementsAre("0 submits 0", "0 submits 1", "0 submits 2", "0 waits 0", "0 waits 1", "0 waits 2"));
}

TEST_F(InFlightTest, IsWaitedForToTheLastWhereWaitingFails) {
  {
    InFlight in_flight(backend_, {});
    for (const std::size_t slot : {0U, 1U, 2U}) in_flight.submit(slot, frame_, {0, 1});
    backend_.fails_to_wait = true;
    EXPECT_THROW(in_flight.wait_for_oldest(), Failure);
  }
  EXPECT_THAT(log_, ElementsAre("0 submits 0", "0 submits 1", "0 submits 2", "0 waits 0", "0 waits 1", "0 waits 2"));
}

TEST_F(InFlightTest, IsGivenUpWhenAStopIsRequested) {
  std::stop_source source;
  InFlight in_flight(backend_, source.get_token());
  in_flight.submit(0, frame_, {0, 1});
  in_flight.submit(1, frame_, {1, 1});
  EXPECT_FALSE(backend_.stops.at(0).stop_requested());
  source.request_stop();
  EXPECT_TRUE(backend_.stops.at(0).stop_requested());
  EXPECT_TRUE(backend_.stops.at(1).stop_requested());
  EXPECT_THROW(in_flight.wait_for_oldest(), Interrupted) << "the band may be incomplete";
  EXPECT_THROW(in_flight.wait_for_oldest(), Interrupted);
  EXPECT_TRUE(in_flight.empty());
}

TEST_F(InFlightTest, IsGivenUpWhereTheScopeIsLeftBeforeItIsWaitedFor) {
  {
    InFlight in_flight(backend_, {});
    in_flight.submit(0, frame_, {0, 1});
    in_flight.wait_for_oldest();
  }
  EXPECT_FALSE(backend_.stops.at(0).stop_requested()) << "nothing was left";
  {
    InFlight in_flight(backend_, {});
    in_flight.submit(0, frame_, {0, 1});
  }
  EXPECT_TRUE(backend_.stops.at(1).stop_requested());
}

TEST_F(InFlightTest, LeavesOutWhatCouldNotBeSubmitted) {
  {
    InFlight in_flight(backend_, {});
    in_flight.submit(0, frame_, {0, 1});
    backend_.fails_to_submit = true;
    EXPECT_THROW(in_flight.submit(1, frame_, {0, 1}), Failure);
  }
  EXPECT_THAT(log_, ElementsAre("0 submits 0", "0 submits 1", "0 waits 0"));
}

}  // namespace
}  // namespace lyap
