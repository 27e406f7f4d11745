// Clients that ask, change their mind, vanish or read slowly.

#include "tests/explore/server/server_under_test.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

class Clients : public ServerTest {
 protected:
  /// Whether somebody else's view is rendered; behind an endless one it would not be.
  void expect_that_others_are_served() {
    const HttpAnswer answer = post("/api/view", {{"client", "other"}, {"fields", fields_of_picture()}});
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(parts_of(answer.body).back().json.at("kind"), "end");
  }

  /// Waits until the backend computes nothing more for anybody.
  void wait_until_idle() {
    while (explorer().is_computing()) std::this_thread::yield();
  }
};

TEST_F(Clients, EndTheirLastViewWithANewOne) {
  RawClient first(port());
  first.send(request("POST", "/api/view", endless_view("me").dump()));
  const std::string begin = first.receive();
  const HttpAnswer second = post("/api/view", {{"client", "me"}, {"fields", fields_of_picture()}});
  EXPECT_EQ(parts_of(second.body).back().json.at("kind"), "end");
  const HttpAnswer ended = parse_answer(begin + first.receive_all());
  EXPECT_TRUE(ended.is_whole);
  EXPECT_NE(parts_of(ended.body).back().json.at("kind"), "end");
  wait_until_idle();
}

TEST_F(Clients, AreNotOvertakenByWhatTheyAskedForBefore) {
  nlohmann::json late = endless_view("me");
  late["order"] = 1;
  const HttpAnswer latest = post("/api/view", {{"client", "me"}, {"order", 2}, {"fields", fields_of_picture()}});
  EXPECT_EQ(parts_of(latest.body).back().json.at("kind"), "end");
  const HttpAnswer ended = post("/api/view", late);
  EXPECT_EQ(ended.status, 200);
  EXPECT_TRUE(ended.is_whole);
}

TEST_F(Clients, EndTheirViewByGoingAway) {
  for (int i = 0; i < 4; ++i) {
    RawClient client(port());
    client.send(request("POST", "/api/view", endless_view(fmt::format("client {}", i)).dump()));
    client.receive();
    client.close();
  }
  wait_until_idle();
}

TEST_F(Clients, ThatReadNothingHoldNobodyUp) {
  // More than the sockets take: the server waits in the middle of the answer.
  RawClient lazy(port(), 4096);
  lazy.send(request("POST", "/api/view",
                    nlohmann::json{{"client", "lazy"}, {"fields", fields_of_picture("AB", "4096x4096")}}.dump()));
  lazy.receive();
  expect_that_others_are_served();
  // Nor does it hold up itself for long.
  const HttpAnswer again = post("/api/view", {{"client", "lazy"}, {"fields", fields_of_picture()}});
  EXPECT_EQ(parts_of(again.body).back().json.at("kind"), "end");
}

TEST_F(Clients, AreServedInTurnWhileOneAsksForMuch) {
  RawClient greedy(port());
  greedy.send(request("POST", "/api/view", endless_view("greedy", "64x2000").dump()));
  greedy.receive();
  expect_that_others_are_served();
}

TEST_F(Clients, MayBeManyThatAskCancelAndVanish) {
  constexpr int kClients = 32;
  constexpr int kRounds = 12;
  std::atomic<int> failures = 0;
  std::vector<std::jthread> threads;
  for (int c = 0; c < kClients; ++c) {
    threads.emplace_back([&, c] {
      const std::string name = fmt::format("client {}", c);
      for (int round = 0; round < kRounds; ++round) {
        nlohmann::json fields = fields_of_picture("AB", fmt::format("{}x{}", 100 + 10 * round, 80 + c));
        if ((c + round) % 3 == 0) {
          RawClient client(port());
          client.send(request("POST", "/api/view", endless_view(name, "300x200").dump()));
          client.receive();
        } else {
          const HttpAnswer answer = post("/api/view", {{"client", name}, {"fields", fields}});
          const std::vector<Part> parts = parts_of(answer.body);
          if (answer.status != 200 || parts.empty() || parts.back().json.at("kind") != "end") {
            ++failures;
            ADD_FAILURE() << "round " << round << " of " << name << ": " << answer.head
                          << (parts.empty() ? "no part" : parts.back().json.dump());
          }
        }
      }
    });
  }
  threads.clear();
  EXPECT_EQ(failures, 0);
  wait_until_idle();
  EXPECT_LE(explorer().kept_bytes(), std::size_t{kClients} * 300 * 200 * sizeof(float));
}

TEST_F(Clients, AreNotWaitedForWhenTheServerEnds) {
  RawClient client(port());
  client.send(request("POST", "/api/view", endless_view("me").dump()));
  client.receive();
}

}  // namespace
}  // namespace lyap
