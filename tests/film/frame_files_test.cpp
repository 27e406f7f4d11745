#include "host/film/frame_files.h"

#include "tests/support/temporary_folder.h"

#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FrameFilesTest : public ::testing::Test {
 protected:
  FrameNames names() const { return FrameNames(folder_ / "f_##.png"); }

  TemporaryFolder folder_;
};

TEST_F(FrameFilesTest, AreAllThatHasTheNameOfAFrameInRisingOrder) {
  for (const char* name : {"f_100.png", "f_07.png", "f_7.png", "f_xx.png", "f_08.png.part", "g_09.png"}) {
    make_file(folder_ / name, "");
  }
  fs::create_directory(folder_ / "f_03.png");
  fs::create_symlink("f_07.png", folder_ / "f_04.png");
  fs::create_symlink("nowhere", folder_ / "f_05.png");
  using Type = fs::file_type;
  std::vector<std::pair<std::int64_t, Type>> found;
  for (const auto& [frame, type] : find_frame_files(names())) found.emplace_back(frame, type);
  EXPECT_THAT(found,
              ElementsAre(std::pair(3, Type::directory), std::pair(4, Type::regular), std::pair(5, Type::not_found),
                          std::pair(7, Type::regular), std::pair(100, Type::regular)));
}

TEST_F(FrameFilesTest, AreNoneInAFolderThatIsMissing) {
  EXPECT_THAT(find_frame_files(FrameNames(folder_ / "no/f_##.png")), IsEmpty());
}

TEST_F(FrameFilesTest, OfALongerFilmAreThoseBehindTheLastFrame) {
  for (const char* name : {"f_00.png", "f_01.png", "f_02.png", "f_10.png"}) make_file(folder_ / name, "");
  const LeftFrames left = find_left_frames(names(), 2);
  EXPECT_EQ(left.count, 2);
  EXPECT_EQ(left.first, folder_ / "f_02.png");
  EXPECT_EQ(left.last, folder_ / "f_10.png");
  EXPECT_EQ(find_left_frames(names(), 11).count, 0);
}

}  // namespace
}  // namespace lyap
