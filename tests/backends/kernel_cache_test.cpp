#include "host/backends/cuda/kernel_cache.h"

#include "tests/backends/kernel_texts.h"
#include "tests/support/child_process.h"
#include "tests/support/environment_variable.h"
#include "tests/support/temporary_folder.h"

#include <csignal>
#include <filesystem>
#include <functional>
#include <optional>
#include <sched.h>
#include <string>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class KernelCacheTest : public ::testing::Test {
 protected:
  /// What `action` says as a user who owns nothing here; the superuser may write everywhere.
  std::string as_nobody(const std::function<std::string()>& action) const {
    return in_child([&] {
      if (::geteuid() == 0 && ::seteuid(65534) != 0) return std::string("cannot change the user");
      return action();
    });
  }

  TemporaryFolder folder_;
  KernelCache cache_{folder_.path()};
};

TEST_F(KernelCacheTest, FindsWhatWasStored) {
  EXPECT_EQ(cache_.find("key"), std::nullopt);
  EXPECT_EQ(store_text(cache_, "key", "code"), "");
  EXPECT_EQ(find_text(cache_, "key"), "code");
  EXPECT_EQ(find_text(KernelCache(folder_.path()), "key"), "code");
  EXPECT_EQ(find_text(cache_, "other key"), std::nullopt);
}

TEST_F(KernelCacheTest, TakesAnyKeyAndCode) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
  std::string megabyte;
  while (megabyte.size() < 1'000'000) megabyte += bytes;
  for (const std::string& key : {std::string(), bytes, std::string(10'000, 'k'), std::string("../{}\n%s")}) {
    for (const std::string& code : {std::string(), bytes, megabyte}) {
      EXPECT_EQ(store_text(cache_, key, code), "");
      EXPECT_EQ(find_text(cache_, key), code);
    }
  }
  EXPECT_THAT(folder_.names(), SizeIs(4));
}

TEST_F(KernelCacheTest, TakesCodeOfNoBytesAtNoAddress) {
  EXPECT_EQ(cache_.store("key", {}), "");
  EXPECT_EQ(cache_.find("key"), std::vector<std::byte>());
}

TEST_F(KernelCacheTest, KeepsTheLastCodeOfAKey) {
  EXPECT_EQ(store_text(cache_, "key", "a longer code"), "");
  EXPECT_EQ(store_text(cache_, "key", "code"), "");
  EXPECT_EQ(find_text(cache_, "key"), "code");
  EXPECT_THAT(folder_.names(), SizeIs(1));
}

TEST_F(KernelCacheTest, TellsKeysOfTheSameDigestApart) {
  const std::string one = "plumless";
  const std::string other = "buckeroo";
  const auto digest = [](const std::string& key) {
    return ::crc32(0, reinterpret_cast<const Bytef*>(key.data()), static_cast<uInt>(key.size()));
  };
  ASSERT_EQ(digest(one), digest(other));
  EXPECT_EQ(store_text(cache_, one, "code"), "");
  EXPECT_EQ(find_text(cache_, other), std::nullopt);
  EXPECT_EQ(store_text(cache_, other, "other code"), "");
  EXPECT_EQ(find_text(cache_, one), std::nullopt);
  EXPECT_EQ(find_text(cache_, other), "other code");
  EXPECT_THAT(folder_.names(), SizeIs(1));
}

TEST_F(KernelCacheTest, TellsKeysApartOfWhichOneBeginsLikeTheOther) {
  EXPECT_EQ(store_text(cache_, "key", "\ncode"), "");
  const std::string name = folder_.names().at(0);
  EXPECT_EQ(store_text(cache_, "key\n", "code"), "");
  for (const std::string& file : folder_.names()) {
    if (file != name) fs::copy(folder_ / name, folder_ / file, fs::copy_options::overwrite_existing);
  }
  EXPECT_EQ(find_text(cache_, "key"), "\ncode");
  EXPECT_EQ(find_text(cache_, "key\n"), std::nullopt);
}

TEST_F(KernelCacheTest, MakesItsFolderForTheUserAlone) {
  const std::string modes = in_child([&] {
    ::umask(0);
    const std::string reason = store_text(KernelCache(folder_.path() / "cache/lyap/kernels"), "key", "code");
    std::string said = reason;
    for (const std::string name : {"cache", "cache/lyap", "cache/lyap/kernels"}) {
      said += fmt::format("{:o} ", static_cast<unsigned>(fs::status(folder_ / name).permissions()));
    }
    return said;
  });
  EXPECT_EQ(modes, "700 700 700 ");
  EXPECT_EQ(find_text(KernelCache(folder_.path() / "cache/lyap/kernels"), "key"), "code");
}

TEST_F(KernelCacheTest, LeavesTheModeOfAFolderThatIsThere) {
  fs::permissions(folder_.path(), fs::perms(0755));
  EXPECT_EQ(store_text(cache_, "key", "code"), "");
  EXPECT_EQ(fs::status(folder_.path()).permissions(), fs::perms(0755));
}

TEST_F(KernelCacheTest, MakesNoFolderToLookIntoIt) {
  EXPECT_EQ(KernelCache(folder_.path() / "no").find("key"), std::nullopt);
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(KernelCacheTest, KeepsNothingWithoutAFolder) {
  const KernelCache cache{fs::path()};
  EXPECT_THAT(store_text(cache, "key", "code"), HasSubstr("there is no folder"));
  EXPECT_EQ(cache.find("key"), std::nullopt);
}

TEST_F(KernelCacheTest, SaysWhyAFolderCannotBeMade) {
  make_file(folder_ / "file", "");
  EXPECT_EQ(store_text(KernelCache(folder_ / "file"), "key", "code"),
            "cannot make the folder '" + folder_ / "file" + "': something else has that name");
  EXPECT_EQ(store_text(KernelCache(folder_ / "file/kernels"), "key", "code"),
            "cannot make the folder '" + folder_ / "file/kernels" + "': Not a directory");
  EXPECT_EQ(KernelCache(folder_ / "file").find("key"), std::nullopt);
  EXPECT_EQ(KernelCache(folder_ / "file/kernels").find("key"), std::nullopt);
}

TEST_F(KernelCacheTest, SaysThatAFolderIsNotWritable) {
  ASSERT_EQ(store_text(cache_, "key", "code"), "");
  fs::permissions(folder_.path(), fs::perms(0555));
  const auto stored = [&](const fs::path& folder) {
    return as_nobody([&] { return store_text(KernelCache(folder), "other", "code"); });
  };
  EXPECT_THAT(stored(folder_.path()), AllOf(HasSubstr(folder_.path()), HasSubstr("Permission denied")));
  EXPECT_EQ(stored(folder_.path() / "lyap/kernels"), "cannot make the folder '" + folder_ / "lyap/kernels" +
                                                         "': Permission denied; choose a place you may write to");
  fs::permissions(folder_.path(), fs::perms(0755));
  EXPECT_THAT(folder_.names(), SizeIs(1));
}

TEST_F(KernelCacheTest, FindsWhatItMayReadAndNotTouch) {
  ASSERT_EQ(store_text(cache_, "key", "code"), "");
  fs::permissions(folder_.path(), fs::perms(0755));
  fs::permissions(folder_ / folder_.names().at(0), fs::perms(0444));
  EXPECT_EQ(as_nobody([&] { return find_text(cache_, "key").value_or("nothing"); }), "code");
}

TEST_F(KernelCacheTest, FindsNothingInWhatItMayNotRead) {
  ASSERT_EQ(store_text(cache_, "key", "code"), "");
  fs::permissions(folder_.path(), fs::perms(0755));
  fs::permissions(folder_ / folder_.names().at(0), fs::perms(0));
  EXPECT_EQ(as_nobody([&] { return find_text(cache_, "key").value_or("nothing"); }), "nothing");
}

TEST_F(KernelCacheTest, AFileThatOutgrowsALimitLeavesTheOldOne) {
  ASSERT_EQ(store_text(cache_, "key", "old"), "");
  const std::string reason = in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {100'000, 100'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return std::string("cannot set the limit");
    return store_text(cache_, "key", std::string(150'000, 'x'));
  });
  EXPECT_THAT(reason, AllOf(HasSubstr(folder_ / folder_.names().at(0)), HasSubstr("File too large")));
  EXPECT_EQ(find_text(cache_, "key"), "old");
  EXPECT_THAT(folder_.names(), SizeIs(1));
}

TEST_F(KernelCacheTest, AFullDiskLeavesTheOldFile) {
  const std::string said = in_child([&] {
    // A disk of four pages that this process alone sees, if it may make one.
    const bool made = (::unshare(CLONE_NEWNS) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0) &&
                      ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                      ::mount("none", folder_.path().c_str(), "tmpfs", 0, "size=16k") == 0;
    if (!made) return std::string("no disk");
    std::string all = store_text(cache_, "key", "old");
    all += store_text(cache_, "key", std::string(50'000, 'x'));
    return all +
           fmt::format("; found {}; {} files", find_text(cache_, "key").value_or("nothing"), folder_.names().size());
  });
  if (said == "no disk") GTEST_SKIP() << "this user may make no small disk";
  EXPECT_THAT(said, AllOf(HasSubstr("cannot write '" + folder_.path().string()), HasSubstr("No space left on device"),
                          HasSubstr("; found old; 1 files")));
}

TEST_F(KernelCacheTest, RefusesCodeThatItWouldNotRead) {
  const std::vector<std::byte> code(KernelCache::kMaxBytes);
  EXPECT_THAT(cache_.store("key", code), HasSubstr("67108864 are kept at most"));
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(KernelCacheTest, LiesWhereTheEnvironmentSays) {
  const auto folder = [](const std::optional<std::string>& caches, const std::optional<std::string>& home) {
    const EnvironmentVariable xdg_cache_home("XDG_CACHE_HOME", caches);
    const EnvironmentVariable home_folder("HOME", home);
    return KernelCache::default_folder();
  };
  EXPECT_EQ(folder("/caches", "/home/me"), "/caches/lyap/kernels");
  EXPECT_EQ(folder("/caches", std::nullopt), "/caches/lyap/kernels");
  EXPECT_EQ(folder(std::nullopt, "/home/me"), "/home/me/.cache/lyap/kernels");
  EXPECT_EQ(folder("", "/home/me"), "/home/me/.cache/lyap/kernels");
  EXPECT_EQ(folder("caches", "/home/me"), "/home/me/.cache/lyap/kernels");
  EXPECT_EQ(folder(std::nullopt, std::nullopt), "");
  EXPECT_EQ(folder("caches", ""), "");
  EXPECT_EQ(folder(std::nullopt, "me"), "");
}

}  // namespace
}  // namespace lyap
