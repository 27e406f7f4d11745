#include "host/system/read_file.h"

#include "host/base/error.h"
#include "host/system/file_descriptor.h"
#include "tests/support/child_process.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::EndsWith;

class ReadFileTest : public ::testing::Test {
 protected:
  std::string refusal(const std::string& path) const {
    return message_of<InvalidInput>([&] { read_file(path, 10, "list"); });
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "a";
};

TEST_F(ReadFileTest, GivesEveryByte) {
  // Several blocks, with all bytes in them.
  std::string content(200'000, '\0');
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<char>(i % 256);
  make_file(path_, content);
  EXPECT_TRUE(read_file(path_, content.size()) == content);
  EXPECT_TRUE(read_file(path_, SIZE_MAX - 1) == content);
  make_file(path_, "");
  EXPECT_EQ(read_file(path_, 0), "");
}

TEST_F(ReadFileTest, FollowsLinksAndReadsPipes) {
  make_file(path_, "content");
  fs::create_symlink("a", folder_ / "link");
  EXPECT_EQ(read_file(folder_ / "link", 10), "content");
  ASSERT_EQ(::mkfifo((folder_ / "fifo").c_str(), 0600), 0);
  const std::jthread writer([&] { make_file(folder_ / "fifo", "piped"); });
  EXPECT_EQ(read_file(folder_ / "fifo", 10), "piped");
}

TEST_F(ReadFileTest, SaysWhyAFileIsRefused) {
  EXPECT_EQ(refusal(path_), "list '" + path_ + "' does not exist");
  EXPECT_EQ(refusal(folder_.path()), "list '" + folder_.path().string() + "' is a folder; a file is accepted");
  make_file(path_, "0123456789");
  EXPECT_EQ(refusal(path_), "");
  make_file(path_, "0123456789a");
  EXPECT_EQ(refusal(path_), "list '" + path_ + "' is too large: it is longer than 10 bytes");
}

TEST_F(ReadFileTest, AFileWithoutAnEndIsRefusedToo) {
  EXPECT_THAT(refusal("/dev/zero"), EndsWith("is longer than 10 bytes"));
}

TEST_F(ReadFileTest, AFileThatMayNotBeReadIsAFailure) {
  make_file(path_, "secret");
  fs::permissions(path_, fs::perms(0));
  fs::permissions(folder_.path(), fs::perms(0777));
  const std::string failure = in_child([&] {
    // The superuser may read everything.
    if (::geteuid() == 0 && ::seteuid(65534) != 0) return std::string("cannot change the user");
    return message_of<Failure>([&] { read_file(path_, 10); });
  });
  EXPECT_EQ(failure, "file '" + path_ + "' cannot be read: Permission denied");
}

TEST_F(ReadFileTest, AnOpenFileIsReadFromWhereItStands) {
  make_file(path_, "0123456789");
  const FileDescriptor file(::open(path_.c_str(), O_RDONLY | O_CLOEXEC));
  ASSERT_EQ(::lseek(file.get(), 4, SEEK_SET), 4);
  EXPECT_EQ(read_to_end(file.get(), 6), "456789");
  ::lseek(file.get(), 3, SEEK_SET);
  EXPECT_EQ(read_to_end(file.get(), 6), std::nullopt);
  EXPECT_EQ(errno, EFBIG);
  EXPECT_EQ(read_to_end(-1, 6), std::nullopt);
  EXPECT_EQ(errno, EBADF);
}

}  // namespace
}  // namespace lyap
