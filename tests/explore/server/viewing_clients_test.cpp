#include "tools/explore/server/viewing_clients.h"

#include <cstddef>
#include <memory>

#include <gtest/gtest.h>

namespace lyap {
namespace {

std::unique_ptr<ExponentField> field_of(int side) {
  return std::make_unique<ExponentField>(
      RenderSpec{.sequence = Sequence::parse("AB"), .size = {side, side}, .constants = {}});
}

TEST(ViewingClients, HandOnWhatTheLastViewKnew) {
  ViewingClients clients(1 << 20);
  {
    ViewingClients::Turn first(clients, "me");
    EXPECT_EQ(first.field(), nullptr);
    first.field() = field_of(4);
  }
  EXPECT_EQ(ViewingClients::Turn(clients, "you").field(), nullptr);
  EXPECT_NE(ViewingClients::Turn(clients, "me").field(), nullptr);
}

TEST(ViewingClients, KeepWhatAViewKnowsThoughAnOutdatedOneEndsBeforeIt) {
  ViewingClients clients(1 << 20);
  {
    ViewingClients::Turn latest(clients, "me", 2);
    latest.field() = field_of(4);
    const ViewingClients::Turn outdated(clients, "me", 1);
    EXPECT_TRUE(outdated.stop().stop_requested());
    EXPECT_FALSE(latest.stop().stop_requested());
  }
  EXPECT_NE(ViewingClients::Turn(clients, "me", 3).field(), nullptr);
}

TEST(ViewingClients, ForgetWhatWasNotLookedAtForLongest) {
  ViewingClients clients(2 * 100 * 100 * sizeof(float));
  for (const char* name : {"first", "second", "third"}) ViewingClients::Turn(clients, name).field() = field_of(100);
  EXPECT_EQ(clients.bytes(), 2 * 100 * 100 * sizeof(float));
  EXPECT_EQ(ViewingClients::Turn(clients, "first").field(), nullptr);
  EXPECT_NE(ViewingClients::Turn(clients, "third").field(), nullptr);
}

TEST(ViewingClients, EndAllViewsAndThoseThatBeginThen) {
  ViewingClients clients(1 << 20);
  const ViewingClients::Turn running(clients, "me");
  clients.stop_all();
  EXPECT_TRUE(running.stop().stop_requested());
  EXPECT_TRUE(ViewingClients::Turn(clients, "you").stop().stop_requested());
}

}  // namespace
}  // namespace lyap
