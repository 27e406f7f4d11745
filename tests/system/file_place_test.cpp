#include "host/system/file_place.h"

#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

class FilePlaceTest : public ::testing::Test {
 protected:
  FilePlaceTest() {
    fs::create_directory(folder_ / "pictures");
    make_file(folder_ / "pictures/a.png", "a");
  }

  bool is_same(const std::string& a, const std::string& b) const {
    EXPECT_EQ(is_same_file(folder_ / a, folder_ / b), is_same_file(folder_ / b, folder_ / a));
    return is_same_file(folder_ / a, folder_ / b);
  }

  TemporaryFolder folder_;
};

TEST_F(FilePlaceTest, SpellingsOfOnePathAreTheSameWhetherItExistsOrNot) {
  for (const std::string name : {"pictures/a.png", "pictures/not_yet.png"}) {
    const std::string file = name.substr(name.find('/') + 1);
    EXPECT_TRUE(is_same(name, name));
    EXPECT_TRUE(is_same(name, "./" + name));
    EXPECT_TRUE(is_same(name, "pictures//./" + file));
    EXPECT_TRUE(is_same(name, "pictures/../pictures/" + file));
    EXPECT_FALSE(is_same(name, file)) << "in another folder";
    EXPECT_FALSE(is_same(name, name + "x"));
  }
}

TEST_F(FilePlaceTest, RelativePathsAreTakenFromTheWorkingFolder) {
  EXPECT_TRUE(is_same_file("x.png", "./x.png"));
  EXPECT_TRUE(is_same_file("x.png", fs::current_path() / "x.png"));
  EXPECT_EQ(file_place("x.png"), fs::canonical(fs::current_path()) / "x.png");
}

TEST_F(FilePlaceTest, LinksAreFollowedInFoldersAndAtTheEnd) {
  fs::create_directory_symlink("pictures", folder_ / "shots");
  EXPECT_TRUE(is_same("pictures/a.png", "shots/a.png"));
  EXPECT_TRUE(is_same("pictures/not_yet.png", "shots/not_yet.png"));
  fs::create_symlink("pictures/a.png", folder_ / "latest.png");
  EXPECT_TRUE(is_same("pictures/a.png", "latest.png"));
  fs::create_symlink("latest.png", folder_ / "link_to_link.png");
  EXPECT_TRUE(is_same("pictures/a.png", "link_to_link.png"));
}

TEST_F(FilePlaceTest, ALinkThatLeadsToNothingYetIsFollowedToo) {
  fs::create_symlink("pictures/not_yet.png", folder_ / "next.png");
  EXPECT_TRUE(is_same("pictures/not_yet.png", "next.png"));
  EXPECT_EQ(file_place(folder_ / "next.png"), fs::canonical(folder_ / "pictures") / "not_yet.png");
}

TEST_F(FilePlaceTest, LinksToEachOtherEnd) {
  fs::create_symlink("b", folder_ / "a");
  fs::create_symlink("a", folder_ / "b");
  EXPECT_FALSE(is_same("a", "pictures/a.png"));
}

// Each is replaced by a file of its own.
TEST_F(FilePlaceTest, HardLinksAreDifferentFiles) {
  fs::create_hard_link(folder_ / "pictures/a.png", folder_ / "b.png");
  EXPECT_FALSE(is_same("pictures/a.png", "b.png"));
}

// They are written in place, under whatever name.
TEST_F(FilePlaceTest, HardLinksOfAFifoAreTheSame) {
  ASSERT_EQ(::mkfifo((folder_ / "fifo").c_str(), 0600), 0);
  fs::create_hard_link(folder_ / "fifo", folder_ / "other");
  EXPECT_TRUE(is_same("fifo", "other"));
}

TEST_F(FilePlaceTest, FoldersThatDoNotExistAreTakenAsTheyAreWritten) {
  EXPECT_TRUE(is_same("no/a.png", "no/./a.png"));
  EXPECT_TRUE(is_same("no/a.png", "no/such/../a.png"));
  EXPECT_FALSE(is_same("no/a.png", "nor/a.png"));
}

}  // namespace
}  // namespace lyap
