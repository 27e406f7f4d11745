#include "host/system/give_name.h"

#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <system_error>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class GiveNameTest : public ::testing::Test {
 protected:
  GiveNameTest() { make_file(folder_ / "new", "new content"); }

  TemporaryFolder folder_;
};

TEST_F(GiveNameTest, RenamesAndReplaces) {
  EXPECT_EQ(give_name(folder_ / "new", folder_ / "a"), 0);
  make_file(folder_ / "newer", "newer");
  EXPECT_EQ(give_name(folder_ / "newer", folder_ / "a"), 0);
  EXPECT_EQ(content_of(folder_ / "a"), "newer");
  EXPECT_THAT(folder_.names(), ElementsAre("a"));
}

TEST_F(GiveNameTest, LeavesTheFileWhereItCannotHaveTheName) {
  fs::create_directories(folder_ / "a/b");
  EXPECT_NE(give_name(folder_ / "new", folder_ / "a"), 0);
  EXPECT_EQ(content_of(folder_ / "new"), "new content");
}

/// From one file system to another nothing can be renamed, as little as onto a mount point.
class GiveNameElsewhereTest : public GiveNameTest {
 protected:
  void SetUp() override {
    const fs::path memory = "/dev/shm";
    if (!fs::exists(memory)) GTEST_SKIP() << "there is no /dev/shm to be another file system";
    elsewhere_.emplace(memory);
    make_file(*elsewhere_ / "a", "the older content, which is longer");
    std::error_code error;
    fs::rename(folder_ / "new", *elsewhere_ / "probe", error);
    if (error != std::errc::cross_device_link) GTEST_SKIP() << "temporary files and /dev/shm are one file system";
  }

  std::optional<TemporaryFolder> elsewhere_;
};

TEST_F(GiveNameElsewhereTest, WritesOverTheOtherFile) {
  fs::create_hard_link(*elsewhere_ / "a", *elsewhere_ / "same");
  EXPECT_EQ(give_name(folder_ / "new", *elsewhere_ / "a"), 0);
  EXPECT_EQ(content_of(*elsewhere_ / "a"), "new content");
  EXPECT_EQ(content_of(*elsewhere_ / "same"), "new content") << "it is the same file as before";
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(GiveNameElsewhereTest, MakesNoNewFile) {
  EXPECT_EQ(give_name(folder_ / "new", *elsewhere_ / "b"), EXDEV);
  EXPECT_FALSE(fs::exists(*elsewhere_ / "b"));
  EXPECT_EQ(content_of(folder_ / "new"), "new content");
}

TEST_F(GiveNameElsewhereTest, LeavesTheOtherFileWhereThereIsNoRoom) {
  make_file(folder_ / "new", std::string(100'000, 'x'));
  const std::string error = in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    return std::to_string(give_name(folder_ / "new", *elsewhere_ / "a"));
  });
  EXPECT_EQ(error, std::to_string(EFBIG));
  EXPECT_EQ(content_of(*elsewhere_ / "a"), "the older content, which is longer");
  EXPECT_EQ(fs::file_size(folder_ / "new"), 100'000U);
}

}  // namespace
}  // namespace lyap
