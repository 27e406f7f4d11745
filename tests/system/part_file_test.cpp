#include "host/system/part_file.h"

#include "host/base/error.h"
#include "host/system/output_file.h"
#include "host/system/part_name.h"
#include "tests/support/temporary_folder.h"

#include <fcntl.h>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class PartFileTest : public ::testing::Test {
 protected:
  PartFile part_of(const std::string& name) const {
    return PartFile(folder_ / name, find_file_to_replace(folder_ / name));
  }

  /// Writes into a part as an encoder does, by its name.
  static void write(const PartFile& part, std::string_view content) { make_file(part.path(), content); }

  bool keeps_marks() const {
    make_file(folder_ / "probe", "");
    const FileDescriptor file(::open((folder_ / "probe").c_str(), O_WRONLY | O_CLOEXEC));
    mark_as_part(file.get(), true);
    fs::remove(folder_ / "probe");
    return is_marked_as_part(file.get());
  }

  TemporaryFolder folder_;
};

TEST_F(PartFileTest, BecomesTheFilm) {
  PartFile part = part_of("a.mp4");
  EXPECT_EQ(part.path(), folder_ / "a.part.mp4");
  write(part, "frames");
  part.commit();
  EXPECT_EQ(content_of(folder_ / "a.mp4"), "frames");
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4"));
}

TEST_F(PartFileTest, StaysIfItHasAnything) {
  { const PartFile part = part_of("a.mp4"); }
  EXPECT_TRUE(folder_.names().empty());
  write(part_of("a.mp4"), "frames");
  EXPECT_THAT(folder_.names(), ElementsAre("a.part.mp4"));
}

TEST_F(PartFileTest, LeavesAFileOfThatNameThatIsNone) {
  make_file(folder_ / "a.part.mp4", "somebody's");
  fs::create_directory(folder_ / "a.part-2.mp4");
  fs::create_symlink("elsewhere", folder_ / "a.part-3.mp4");
  ASSERT_EQ(::mkfifo((folder_ / "a.part-4.mp4").c_str(), 0600), 0);
  const PartFile part = part_of("a.mp4");
  EXPECT_EQ(part.path(), folder_ / "a.part-5.mp4");
  EXPECT_EQ(content_of(folder_ / "a.part.mp4"), "somebody's");
  EXPECT_FALSE(fs::exists(folder_ / "elsewhere"));
}

TEST_F(PartFileTest, OverwritesWhatAnEarlierRunHasLeft) {
  if (!keeps_marks()) GTEST_SKIP() << "this file system keeps no attributes, so that a part cannot be told";
  write(part_of("a.mp4"), "frames of an earlier run");
  const PartFile part = part_of("a.mp4");
  EXPECT_EQ(part.path(), folder_ / "a.part.mp4");
  EXPECT_TRUE(part.empty());
}

TEST_F(PartFileTest, LeavesAFilmWhoseNameLooksLikeThatOfAPart) {
  PartFile film = part_of("a.part.mp4");
  write(film, "a whole film");
  film.commit();
  EXPECT_EQ(part_of("a.mp4").path(), folder_ / "a.part-2.mp4");
  EXPECT_EQ(content_of(folder_ / "a.part.mp4"), "a whole film");
}

TEST_F(PartFileTest, IsOfOneProcessAtATime) {
  const PartFile part = part_of("a.mp4");
  EXPECT_THROW(part_of("a.mp4"), Failure);
}

TEST_F(PartFileTest, TellsLongNamesApart) {
  const std::string start(150, 'n');
  const PartFile part = part_of(start + "1.mp4");
  EXPECT_NO_THROW(part_of(start + "2.mp4"));
}

/// What is left of a stream that has ended early.
class KeptPartTest : public PartFileTest {
 protected:
  std::string keep(std::string_view content) const {
    OutputFile file(folder_ / "a.y4m");
    file.write(std::as_bytes(std::span(content)));
    return file.keep_part(content.size()).value().path;
  }
};

TEST_F(KeptPartTest, LeavesAFileOfThatNameThatIsNone) {
  make_file(folder_ / "a.part.y4m", "somebody's");
  EXPECT_EQ(keep("frames"), folder_ / "a.part-2.y4m");
  EXPECT_EQ(content_of(folder_ / "a.part.y4m"), "somebody's");
}

TEST_F(KeptPartTest, OverwritesWhatAnEarlierRunHasLeft) {
  if (!keeps_marks()) GTEST_SKIP() << "this file system keeps no attributes, so that a part cannot be told";
  keep("frames of an earlier run");
  EXPECT_EQ(keep("frames"), folder_ / "a.part.y4m");
  EXPECT_EQ(content_of(folder_ / "a.part.y4m"), "frames");
}

}  // namespace
}  // namespace lyap
