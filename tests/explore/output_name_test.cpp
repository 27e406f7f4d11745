#include "host/explore/output_name.h"

#include "host/base/error.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string problem_of(OrderedCommand command, const std::string& name) {
  return message_of<InvalidInput>([&] { check_output_name(command, name); });
}

std::string chosen(const TemporaryFolder& folder, const std::string& name, const std::string& in_use = "") {
  const ReservedName reserved =
      reserve_output(folder.path(), name, [&](const std::string& other) { return other == in_use; });
  EXPECT_EQ(fs::path(reserved.path()).parent_path(), folder.path());
  return fs::path(reserved.path()).filename().string();
}

TEST(OutputName, IsThatOfAFileWithAnEndingThatTheCommandCanWrite) {
  for (const char* name : {"a.mp4", "A.MKV", "a b.webm", "ä 日本.mov", "a.b.gif", "'$(x)'.mp4", "####.mp4"}) {
    EXPECT_EQ(problem_of(OrderedCommand::kAnimate, name), "") << name;
  }
  EXPECT_EQ(problem_of(OrderedCommand::kRender, "a.png"), "");
  EXPECT_EQ(problem_of(OrderedCommand::kRender, "a.EXR"), "");
  for (const char* name : {"a", "a.png", "a.exr", "####.png", "a.y4m", "a.mp4.txt", "a.mp4 "}) {
    EXPECT_THAT(problem_of(OrderedCommand::kAnimate, name), HasSubstr("is no name of a film")) << name;
  }
  for (const char* name : {"a", "a.mp4", "a.npy", "a.png/", "png"}) {
    EXPECT_NE(problem_of(OrderedCommand::kRender, name), "") << name;
  }
}

TEST(OutputName, LeadsNowhereElseAndHidesNothing) {
  for (const std::string name :
       {"", "/a.mp4", "a/b.mp4", "../a.mp4", "..", "a..mp4", "a\\b.mp4", ".a.mp4", ".mp4", "-a.mp4", "a\n.mp4",
        "a\x7f.mp4", "a\xc2\x85.mp4", "a\xff.mp4", "a\xc0\xae.mp4", "a\xed\xa0\x80.mp4"}) {
    EXPECT_THAT(problem_of(OrderedCommand::kAnimate, name), HasSubstr("output: ")) << name;
  }
  EXPECT_NE(problem_of(OrderedCommand::kAnimate, std::string("a\0.mp4", 6)), "");
}

TEST(OutputName, HasAtMost200Bytes) {
  EXPECT_EQ(problem_of(OrderedCommand::kAnimate, std::string(196, 'a') + ".mp4"), "");
  EXPECT_THAT(problem_of(OrderedCommand::kAnimate, std::string(197, 'a') + ".mp4"), HasSubstr("more than 200 bytes"));
}

TEST(OutputName, IsNumberedWhereAFileHasIt) {
  const TemporaryFolder folder;
  EXPECT_EQ(chosen(folder, "a.b.mp4"), "a.b.mp4");
  make_file(folder / "a.b.mp4", "");
  EXPECT_EQ(chosen(folder, "a.b.mp4"), "a.b-2.mp4");
  fs::create_directory(folder / "a.b-2.mp4");
  EXPECT_EQ(chosen(folder, "a.b.mp4"), "a.b-3.mp4");
  EXPECT_EQ(chosen(folder, "a.b.mp4", "a.b-3.mp4"), "a.b-4.mp4");
}

TEST(OutputName, IsNotThatOfALinkWhereverItLeads) {
  const TemporaryFolder folder;
  const TemporaryFolder elsewhere;
  fs::create_symlink(elsewhere / "nothing.mp4", folder / "a.mp4");
  fs::create_symlink(elsewhere.path(), folder / "a-2.mp4");
  EXPECT_EQ(chosen(folder, "a.mp4"), "a-3.mp4");
}

TEST(OutputName, IsNotThatOfAFilmOfWhichAPartIsKept) {
  const TemporaryFolder folder;
  make_file(folder / "a.part.mp4", "some frames");
  EXPECT_EQ(chosen(folder, "a.mp4"), "a-2.mp4");
}

TEST(OutputName, IsKeptAsLongAsItIsReserved) {
  const TemporaryFolder folder;
  const ReservedName first = reserve_output(folder.path(), "a.mp4", [](const std::string&) { return false; });
  EXPECT_EQ(chosen(folder, "a.mp4"), "a-2.mp4");
}

}  // namespace
}  // namespace lyap
