#include "host/base/error.h"
#include "host/system/output_file.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

#include <csignal>
#include <filesystem>
#include <functional>
#include <limits.h>
#include <span>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

void write_whole(const std::string& path, std::string_view content) {
  OutputFile file(path);
  file.write(std::as_bytes(std::span(content)));
  file.commit();
}

/// What Failure says, or "" if `action` succeeds.
std::string failure_of(const std::function<void()>& action) {
  try {
    action();
    return "";
  } catch (const Failure& failure) {
    return failure.what();
  }
}

std::string failure_to_open(const std::string& path) {
  return failure_of([&] { OutputFile file(path); });
}

class OutputFileFailureTest : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
};

TEST_F(OutputFileFailureTest, RefusesADirectory) {
  EXPECT_THAT(failure_to_open(folder_.path()), EndsWith("it is a directory; name a file"));
  EXPECT_THAT(failure_to_open(folder_ / ""), EndsWith("it is a directory; name a file"));
}

TEST_F(OutputFileFailureTest, RefusesAMissingFolder) {
  EXPECT_EQ(failure_to_open(folder_ / "no/a.png"), "cannot write '" + folder_ / "no/a.png" + "': there is no folder '" +
                                                       folder_ / "no" + "'; create it first");
  make_file(folder_ / "file", "");
  EXPECT_THAT(failure_to_open(folder_ / "file/a.png"), HasSubstr("Not a directory"));
}

TEST_F(OutputFileFailureTest, RefusesANameThatIsTooLong) {
  EXPECT_THAT(failure_to_open(folder_ / std::string(NAME_MAX + 1, 'a')), HasSubstr("too long"));
}

TEST_F(OutputFileFailureTest, RefusesALinkToItself) {
  fs::create_symlink("loop", folder_ / "loop");
  EXPECT_THAT(failure_to_open(folder_ / "loop"), HasSubstr("symbolic links"));
}

TEST_F(OutputFileFailureTest, RefusesAnEmptyName) {
  EXPECT_THROW(OutputFile(""), InvalidInput);
}

TEST_F(OutputFileFailureTest, RefusesWhatTheUserMayNotWrite) {
  make_file(folder_ / "protected.png", "old");
  fs::permissions(folder_ / "protected.png", fs::perms(0444));
  fs::create_directory(folder_ / "closed");
  fs::permissions(folder_ / "closed", fs::perms(0555));
  fs::permissions(folder_.path(), fs::perms(0777));
  const auto as_nobody = [&](const std::string& name) {
    return in_child([&] {
      // The superuser may write everywhere.
      if (::geteuid() == 0 && ::seteuid(65534) != 0) return std::string("cannot change the user");
      return failure_to_open(folder_ / name);
    });
  };
  EXPECT_THAT(as_nobody("closed/a.png"), AllOf(HasSubstr("no file can be made in the folder"),
                                               HasSubstr("Permission denied; choose a place you may write to")));
  EXPECT_THAT(as_nobody("protected.png"), HasSubstr("Permission denied"));
  EXPECT_EQ(content_of(folder_ / "protected.png"), "old");
  EXPECT_THAT(folder_.names(), ElementsAre("closed", "protected.png"));
}

TEST_F(OutputFileFailureTest, ReportsAFullDisk) {
  EXPECT_EQ(failure_of([] { write_whole("/dev/full", "x"); }),
            "cannot write '/dev/full': No space left on device; free some space or write elsewhere");
}

TEST_F(OutputFileFailureTest, AFileThatOutgrowsALimitLeavesTheOldOne) {
  make_file(folder_ / "a.png", "old");
  const std::string failure = in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {100'000, 100'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return std::string("cannot set the limit");
    return failure_of([&] { write_whole(folder_ / "a.png", std::string(150'000, 'x')); });
  });
  EXPECT_THAT(failure, AllOf(HasSubstr(folder_ / "a.png"), HasSubstr("File too large"), HasSubstr("ulimit -f")));
  EXPECT_EQ(content_of(folder_ / "a.png"), "old");
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

// A folder under the name that a file is to take makes renaming fail for every user.
TEST_F(OutputFileFailureTest, AFileThatCannotTakeItsNameIsKeptUnderAnother) {
  {
    OutputFile file(folder_ / "a.png");
    file.write(std::as_bytes(std::span("whole", 5)));
    fs::create_directory(folder_ / "a.png");
    EXPECT_EQ(failure_of([&] { file.commit(); }), "cannot write '" + folder_ / "a.png" +
                                                      "': Is a directory; the finished file is '" +
                                                      folder_ / "a.part.png" + "'");
    EXPECT_FALSE(file.keep_part(0)) << "it is kept already";
  }
  EXPECT_EQ(content_of(folder_ / "a.part.png"), "whole");
  fs::remove(folder_ / "a.png");
  write_whole(folder_ / "a.png", "the next");
  EXPECT_THAT(folder_.names(), ElementsAre("a.part.png", "a.png"));
}

TEST_F(OutputFileFailureTest, APartThatCannotTakeItsNameStaysUnderTheOldOne) {
  std::string temporary;
  {
    OutputFile file(folder_ / "a.y4m");
    file.write(std::as_bytes(std::span("frame1fra", 9)));
    temporary = file.temporary();
    fs::rename(temporary, folder_ / "gone");
    const auto part = file.keep_part(6);
    ASSERT_TRUE(part);
    EXPECT_EQ(part->path, temporary);
    EXPECT_EQ(part->problem, "it cannot be renamed: No such file or directory");
  }
  EXPECT_EQ(content_of(folder_ / "gone"), "frame1");
}

TEST_F(OutputFileFailureTest, ReportsAStandardOutputThatNobodyReads) {
  const std::string failure = in_child([] {
    std::signal(SIGPIPE, SIG_IGN);
    int ends[2] = {};
    if (::pipe(ends) != 0 || ::dup2(ends[1], STDOUT_FILENO) < 0) return std::string("no pipe");
    ::close(ends[0]);
    return failure_of([] { write_whole("-", "x"); });
  });
  EXPECT_EQ(failure, "cannot write standard output: Broken pipe; the program that reads it has ended");
}

TEST_F(OutputFileFailureTest, ReportsAClosedStandardOutput) {
  const std::string failure = in_child([] {
    ::close(STDOUT_FILENO);
    return failure_to_open("-");
  });
  EXPECT_EQ(failure, "cannot write standard output: Bad file descriptor");
}

}  // namespace
}  // namespace lyap
