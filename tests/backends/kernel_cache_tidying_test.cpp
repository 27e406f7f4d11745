#include "host/system/output_file.h"
#include "tests/backends/kernel_texts.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class KernelCacheTidyingTest : public ::testing::Test {
 protected:
  void set_age(const std::string& name, std::chrono::minutes age) const {
    fs::last_write_time(folder_ / name, fs::file_time_type::clock::now() - age);
  }

  /// Makes files that have names of kernels and an age.
  void make_kernels(std::size_t count, std::chrono::minutes age) const {
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = fmt::format("{:08x}.cubin-cache", i);
      make_file(folder_ / name, "");
      set_age(name, age);
    }
  }

  /// Stores a kernel and returns the name of its file.
  std::string store(const std::string& key) const {
    const std::vector<std::string> before = folder_.names();
    EXPECT_EQ(store_text(cache_, key, "code"), "");
    const std::vector<std::string> after = folder_.names();
    std::vector<std::string> added;
    std::ranges::set_difference(after, before, std::back_inserter(added));
    return added.at(0);
  }

  TemporaryFolder folder_;
  KernelCache cache_{folder_.path()};
};

TEST_F(KernelCacheTidyingTest, KeepsAsManyFilesAsItMay) {
  make_kernels(KernelCache::kMaxFiles - 1, std::chrono::minutes(1));
  store("key");
  EXPECT_THAT(folder_.names(), SizeIs(KernelCache::kMaxFiles));
}

TEST_F(KernelCacheTidyingTest, RemovesWhatWasNotUsedForLongest) {
  const std::string old_file = store("old");
  const std::string used_file = store("used");
  set_age(old_file, std::chrono::minutes(20));
  set_age(used_file, std::chrono::minutes(30));
  make_kernels(KernelCache::kMaxFiles - 2, std::chrono::minutes(10));
  EXPECT_EQ(find_text(cache_, "used"), "code");
  store("new");
  EXPECT_EQ(find_text(cache_, "old"), std::nullopt);
  EXPECT_EQ(find_text(cache_, "used"), "code");
  EXPECT_EQ(find_text(cache_, "new"), "code");
  EXPECT_THAT(folder_.names(), SizeIs(KernelCache::kMaxFiles));
}

TEST_F(KernelCacheTidyingTest, RemovesAllThatAreTooMany) {
  const std::string used_file = store("used");
  make_kernels(KernelCache::kMaxFiles + 100, std::chrono::minutes(10));
  store("new");
  EXPECT_EQ(find_text(cache_, "used"), "code");
  EXPECT_EQ(find_text(cache_, "new"), "code");
  EXPECT_THAT(folder_.names(), SizeIs(KernelCache::kMaxFiles));
}

TEST_F(KernelCacheTidyingTest, KeepsTheNewestEvenIfTheClockWasPutBack) {
  make_kernels(KernelCache::kMaxFiles, std::chrono::minutes(-10));
  store("new");
  EXPECT_EQ(find_text(cache_, "new"), "code");
  EXPECT_THAT(folder_.names(), SizeIs(KernelCache::kMaxFiles));
}

/// To look for a kernel that is damaged, or another, does not use it.
TEST_F(KernelCacheTidyingTest, WhatIsNotFoundIsNotUsed) {
  const std::string file = store("key");
  make_file(folder_ / file, "damaged");
  set_age(file, std::chrono::minutes(20));
  make_kernels(KernelCache::kMaxFiles - 1, std::chrono::minutes(10));
  EXPECT_EQ(find_text(cache_, "key"), std::nullopt);
  store("new");
  EXPECT_THAT(folder_.names(), Not(Contains(file)));
}

TEST_F(KernelCacheTidyingTest, LeavesForeignFiles) {
  const std::vector<std::string> others{"0123456.cubin-cache",
                                        "012345678.cubin-cache",
                                        "0123456G.cubin-cache",
                                        "0123456F.cubin-cache",
                                        "01234567.cubin-cache~",
                                        "01234567.cubin",
                                        "01234567.cubin-caches",
                                        "01234567.cubin_cache",
                                        "01234567cubin-cache",
                                        ".cubin-cache",
                                        "film.mp4",
                                        ".film.mp4.01234567.part",
                                        ".01234567.cubin.01234567.part"};
  for (const std::string& name : others) make_file(folder_ / name, "");
  fs::create_directory(folder_ / "ffffff00.cubin-cache");
  ASSERT_EQ(::mkfifo((folder_ / "ffffff01.cubin-cache").c_str(), 0600), 0);
  fs::create_symlink("film.mp4", folder_ / "ffffff02.cubin-cache");
  const std::vector<std::string> foreign = folder_.names();
  for (const std::string& name : foreign) {
    if (name != "ffffff02.cubin-cache") set_age(name, std::chrono::hours(100));
  }
  make_kernels(KernelCache::kMaxFiles + 100, std::chrono::minutes(10));
  store("new");
  EXPECT_THAT(folder_.names(), IsSupersetOf(foreign));
  // They do not take the place of kernels either.
  EXPECT_THAT(folder_.names(), SizeIs(KernelCache::kMaxFiles + foreign.size()));
}

TEST_F(KernelCacheTidyingTest, RemovesTemporariesOfWritersThatAreNoMore) {
  make_file(folder_ / ".01234567.cubin-cache.00000000.part", "");
  const OutputFile still_written(folder_ / "76543210.cubin-cache");
  store("key");
  EXPECT_THAT(folder_.names(), SizeIs(2));
  EXPECT_THAT(folder_.names(), Contains(StartsWith(".76543210.cubin-cache.")));
}

}  // namespace
}  // namespace lyap
