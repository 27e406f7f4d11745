#include "host/system/output_file.h"

#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

#include <fcntl.h>
#include <filesystem>
#include <limits.h>
#include <span>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::StartsWith;

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

void write_whole(const std::string& path, std::string_view content) {
  OutputFile file(path);
  file.write(bytes_of(content));
  file.commit();
}

mode_t mode_of(const std::string& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

class OutputFileTest : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
};

TEST_F(OutputFileTest, HoldsAllThatWasWritten) {
  OutputFile file(folder_ / "a.png");
  file.write(bytes_of("first "));
  file.write({});
  file.write(bytes_of("second"));
  file.commit();
  EXPECT_EQ(content_of(folder_ / "a.png"), "first second");
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
  EXPECT_EQ(file.path(), folder_ / "a.png");
}

TEST_F(OutputFileTest, AppearsOnlyWhenItIsWhole) {
  OutputFile file(folder_ / "a.png");
  file.write(bytes_of("half"));
  EXPECT_THAT(folder_.names(), ElementsAre(AllOf(StartsWith(".a.png."), EndsWith(".part"))));
  file.commit();
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

TEST_F(OutputFileTest, WithoutCommitLeavesTheOldFileAndNoTemporary) {
  make_file(folder_ / "a.png", "old");
  {
    OutputFile file(folder_ / "a.png");
    file.write(bytes_of("new"));
    EXPECT_EQ(content_of(folder_ / "a.png"), "old");
  }
  EXPECT_EQ(content_of(folder_ / "a.png"), "old");
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

TEST_F(OutputFileTest, ReplacesAnOldFile) {
  make_file(folder_ / "a.png", "old and longer");
  write_whole(folder_ / "a.png", "new");
  EXPECT_EQ(content_of(folder_ / "a.png"), "new");
}

TEST_F(OutputFileTest, WrittenTwiceAtOnceHoldsTheLastCommit) {
  OutputFile first(folder_ / "a.png");
  OutputFile second(folder_ / "a.png");
  first.write(bytes_of("first"));
  second.write(bytes_of("second"));
  second.commit();
  first.commit();
  EXPECT_EQ(content_of(folder_ / "a.png"), "first");
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

TEST_F(OutputFileTest, NeedsNoFolderInItsPath) {
  const std::string content = in_child([&] {
    fs::current_path(folder_.path());
    write_whole("a.png", "here");
    return content_of("a.png");
  });
  EXPECT_EQ(content, "here");
}

TEST_F(OutputFileTest, MayHaveTheLongestPossibleName) {
  const std::string plain(NAME_MAX, 'a');
  write_whole(folder_ / plain, "long");
  EXPECT_EQ(content_of(folder_ / plain), "long");

  // Three bytes a character, and the temporary's name has to be cut inside one.
  std::string wide;
  while (wide.size() + 3 <= NAME_MAX) wide += "€";
  OutputFile file(folder_ / wide);
  EXPECT_THAT(folder_.names(), Contains(StartsWith(".€€€")));
  file.commit();
  EXPECT_THAT(folder_.names(), ElementsAre(plain, wide));
}

TEST_F(OutputFileTest, KeepsThePermissionsOfAReplacedFile) {
  for (const mode_t mode : {0600U, 0640U, 0666U, 0755U}) {
    make_file(folder_ / "a.png", "old");
    ASSERT_EQ(::chmod((folder_ / "a.png").c_str(), mode), 0);
    write_whole(folder_ / "a.png", "new");
    EXPECT_EQ(mode_of(folder_ / "a.png"), mode);
  }
}

TEST_F(OutputFileTest, GivesANewFileWhatTheUmaskAllows) {
  for (const mode_t mask : {0U, 022U, 077U}) {
    const std::string name = "umask" + std::to_string(mask);
    in_child([&] {
      ::umask(mask);
      write_whole(folder_ / name, "new");
      return std::string();
    });
    EXPECT_EQ(mode_of(folder_ / name), 0666U & ~mask);
  }
}

TEST_F(OutputFileTest, ReplacesWhatALinkPointsToAndKeepsTheLink) {
  fs::create_directory(folder_ / "pictures");
  make_file(folder_ / "pictures/a.png", "old");
  fs::create_symlink("pictures/a.png", folder_ / "inner");
  fs::create_symlink(folder_ / "inner", folder_ / "outer");
  write_whole(folder_ / "outer", "new");
  EXPECT_TRUE(fs::is_symlink(folder_ / "outer"));
  EXPECT_TRUE(fs::is_symlink(folder_ / "inner"));
  EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(folder_ / "pictures/a.png")));
  EXPECT_EQ(content_of(folder_ / "pictures/a.png"), "new");
}

TEST_F(OutputFileTest, CreatesWhatADanglingLinkPointsTo) {
  fs::create_symlink("new.png", folder_ / "link");
  write_whole(folder_ / "link", "new");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(content_of(folder_ / "new.png"), "new");
}

TEST_F(OutputFileTest, WritesIntoAFifo) {
  ASSERT_EQ(::mkfifo((folder_ / "fifo").c_str(), 0600), 0);
  std::string heard;
  std::thread reader([&] { heard = content_of(folder_ / "fifo"); });
  const std::string large(1'000'000, 'x');  // many times what a pipe holds
  write_whole(folder_ / "fifo", large);
  reader.join();
  EXPECT_EQ(heard, large);
  EXPECT_TRUE(fs::is_fifo(folder_ / "fifo"));
  EXPECT_THAT(folder_.names(), ElementsAre("fifo"));
}

TEST_F(OutputFileTest, LeavesADeviceADevice) {
  write_whole("/dev/null", "nothing");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  fs::create_symlink("/dev/null", folder_ / "link");
  write_whole(folder_ / "link", "nothing");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
}

TEST_F(OutputFileTest, ADashMeansStandardOutput) {
  in_child([&] {
    const int captured = ::open((folder_ / "captured").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    ::dup2(captured, STDOUT_FILENO);
    write_whole("-", "first ");
    write_whole("-", "second");  // the first commit has not closed standard output
    return std::string();
  });
  EXPECT_EQ(content_of(folder_ / "captured"), "first second");
}

TEST_F(OutputFileTest, TheStartOfAnUnfinishedFileCanBeKeptAsAPart) {
  make_file(folder_ / "a.y4m", "old");
  {
    OutputFile file(folder_ / "a.y4m");
    file.write(bytes_of("frame1frame2fra"));
    const auto part = file.keep_part(12);
    ASSERT_TRUE(part);
    EXPECT_EQ(part->path, folder_ / "a.part.y4m");
    EXPECT_EQ(part->problem, "");
  }
  EXPECT_EQ(content_of(folder_ / "a.part.y4m"), "frame1frame2");
  EXPECT_EQ(content_of(folder_ / "a.y4m"), "old");
  EXPECT_THAT(folder_.names(), ElementsAre("a.part.y4m", "a.y4m"));
}

// Renaming does not lead from one file system to another.
TEST_F(OutputFileTest, ThePartBehindALinkLiesBesideTheFileThatTheLinkLeadsTo) {
  const TemporaryFolder other(fs::is_directory("/dev/shm") ? "/dev/shm" : fs::temp_directory_path());
  fs::create_symlink(other / "film.y4m", folder_ / "link.y4m");
  {
    OutputFile file(folder_ / "link.y4m");
    file.write(bytes_of("frame1frame2fra"));
    const auto part = file.keep_part(12);
    ASSERT_TRUE(part);
    EXPECT_EQ(part->path, other / "film.part.y4m");
    EXPECT_EQ(part->problem, "");
  }
  EXPECT_EQ(content_of(other / "film.part.y4m"), "frame1frame2");
  EXPECT_THAT(folder_.names(), ElementsAre("link.y4m"));
  EXPECT_THAT(other.names(), ElementsAre("film.part.y4m"));
}

TEST_F(OutputFileTest, OfWhatIsWrittenInPlaceThereIsNoPart) {
  EXPECT_FALSE(OutputFile("/dev/null").keep_part(0));
}

}  // namespace
}  // namespace lyap
