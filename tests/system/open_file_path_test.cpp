#include "host/system/open_file_path.h"

#include "host/base/error.h"
#include "host/system/file_descriptor.h"
#include "host/system/output_file.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <fcntl.h>
#include <filesystem>
#include <span>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string path_of(int descriptor) {
  return "/dev/fd/" + std::to_string(descriptor);
}

TEST(OpenFilePath, IsADescriptorOfThisProcess) {
  for (const char* path : {"/dev/fd/7", "/proc/self/fd/7", "/proc/thread-self/fd/7", "/dev/../dev/fd/7"}) {
    const auto open = as_open_file_path(path);
    ASSERT_TRUE(open) << path;
    EXPECT_EQ(open->descriptor, 7) << path;
  }
  EXPECT_EQ(as_open_file_path("/dev/stdout").value().descriptor, 1);
  EXPECT_EQ(as_open_file_path("/dev/stderr").value().descriptor, 2);
}

TEST(OpenFilePath, MayBelongToAnotherProcess) {
  const auto open = as_open_file_path("/proc/1/fd/1");
  ASSERT_TRUE(open);
  EXPECT_FALSE(open->descriptor);
}

TEST(OpenFilePath, IsNoOtherPath) {
  for (const char* path : {"1", "fd/1", "/dev/null", "/dev/fd/x", "/dev/fd", "/no/such/fd/1", "/tmp"}) {
    EXPECT_FALSE(as_open_file_path(path)) << path;
  }
}

TEST(OpenFilePath, IsAlsoALinkToOne) {
  const TemporaryFolder folder;
  fs::create_symlink("/dev/stdout", folder / "link");
  EXPECT_EQ(as_open_file_path(folder / "link").value().descriptor, 1);
}

class OutputToAnOpenFileTest : public ::testing::Test {
 protected:
  OutputToAnOpenFileTest() { make_file(folder_ / "log", "what it held; "); }

  TemporaryFolder folder_;
};

TEST_F(OutputToAnOpenFileTest, IsAppendedWhereTheCallerAppends) {
  const FileDescriptor log(::open((folder_ / "log").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
  OutputFile file(path_of(log.get()));
  file.write(std::as_bytes(std::span(std::string_view("a picture"))));
  file.commit();
  EXPECT_EQ(content_of(folder_ / "log"), "what it held; a picture");
  EXPECT_EQ(folder_.names().size(), 1U);
}

TEST_F(OutputToAnOpenFileTest, GoesWhereTheCallerIsInTheFile) {
  const FileDescriptor log(::open((folder_ / "log").c_str(), O_WRONLY | O_CLOEXEC));
  ASSERT_EQ(::lseek(log.get(), 5, SEEK_SET), 5);
  OutputFile file(path_of(log.get()));
  file.write(std::as_bytes(std::span(std::string_view("IT HELD"))));
  file.commit();
  EXPECT_EQ(content_of(folder_ / "log"), "what IT HELD; ");
}

TEST_F(OutputToAnOpenFileTest, IsRefusedWhereItIsOpenForReadingOrNotAtAll) {
  const FileDescriptor log(::open((folder_ / "log").c_str(), O_RDONLY | O_CLOEXEC));
  EXPECT_THAT(message_of<Failure>([&] { OutputFile file(path_of(log.get())); }), HasSubstr("Bad file descriptor"));
  EXPECT_THROW(OutputFile("/dev/fd/987"), Failure);
}

}  // namespace
}  // namespace lyap
