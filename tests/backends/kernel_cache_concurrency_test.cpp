#include "tests/backends/kernel_texts.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

#include <future>
#include <optional>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::SizeIs;

constexpr std::string_view kKey = "a key";
/// A file of several pages, which is not written at one stroke.
constexpr std::size_t kCodeBytes = 200'000;

/// Stores codes of a letter each, of different lengths, and looks what is found meanwhile. Returns what was wrong.
std::string store_and_find(const KernelCache& cache, char letter) {
  constexpr int kRounds = 40;
  const std::string code(kCodeBytes + static_cast<std::size_t>(letter), letter);
  for (int round = 0; round < kRounds; ++round) {
    if (std::string reason = store_text(cache, kKey, code); !reason.empty()) return reason;
    for (int i = 0; i < 5; ++i) {
      const std::optional<std::string> found = find_text(cache, kKey);
      // A kernel that is replaced is there all the time.
      if (!found || found->empty()) return "found nothing";
      const auto bytes = kCodeBytes + static_cast<std::size_t>(found->front());
      if (*found != std::string(bytes, found->front())) return "found what nobody stored";
    }
  }
  return "";
}

class KernelCacheConcurrencyTest : public ::testing::Test {
 protected:
  /// What is found, and left in the folder, after all have stored.
  void expect_one_whole_kernel() const {
    const std::optional<std::string> found = find_text(cache_, kKey);
    ASSERT_TRUE(found && !found->empty());
    EXPECT_THAT(*found, SizeIs(kCodeBytes + static_cast<std::size_t>(found->front())));
    EXPECT_THAT(folder_.names(), SizeIs(1));
  }

  TemporaryFolder folder_;
  KernelCache cache_{folder_.path()};
};

TEST_F(KernelCacheConcurrencyTest, ThreadsFindWholeKernels) {
  auto other = std::async(std::launch::async, [&] { return store_and_find(cache_, 'a'); });
  EXPECT_EQ(store_and_find(cache_, 'b'), "");
  EXPECT_EQ(other.get(), "");
  expect_one_whole_kernel();
}

TEST_F(KernelCacheConcurrencyTest, ProcessesFindWholeKernels) {
  const auto in_process = [&](char letter) {
    return std::async(std::launch::async, [this, letter] {
      return in_child([&] {
        const std::string problem = store_and_find(KernelCache(folder_.path()), letter);
        return problem.empty() ? "done" : problem;
      });
    });
  };
  auto one = in_process('a');
  auto other = in_process('b');
  EXPECT_EQ(one.get(), "done");
  EXPECT_EQ(other.get(), "done");
  expect_one_whole_kernel();
}

/// Each makes the folder that both are missing.
TEST_F(KernelCacheConcurrencyTest, ThreadsMakeTheFolderTogether) {
  for (int i = 0; i < 20; ++i) {
    const KernelCache cache(folder_.path() / std::to_string(i) / "kernels");
    auto other = std::async(std::launch::async, [&] { return store_text(cache, "a", "code"); });
    EXPECT_EQ(store_text(cache, "b", "code"), "");
    EXPECT_EQ(other.get(), "");
  }
}

}  // namespace
}  // namespace lyap
