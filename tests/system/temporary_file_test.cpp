#include "host/system/temporary_file.h"

#include "host/system/output_file.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

bool is_anything(std::string_view) {
  return true;
}

class AbandonedTemporariesTest : public ::testing::Test {
 protected:
  /// Begins to write a file in a process that ends without tidying up.
  void abandon(const std::string& name) const {
    in_child([&] {
      auto file = std::make_unique<OutputFile>(folder_ / name);
      file->write(std::vector<std::byte>(100));
      return std::string(file.release()->path());
    });
  }

  TemporaryFolder folder_;
};

TEST_F(AbandonedTemporariesTest, AreRemoved) {
  abandon("a.png");
  ASSERT_THAT(folder_.names(), SizeIs(1));
  remove_abandoned_temporaries(folder_.path(), is_anything);
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(AbandonedTemporariesTest, StayWhereTheyBelongToSomethingElse) {
  abandon("a.png");
  abandon("b.png");
  remove_abandoned_temporaries(folder_.path(), [](std::string_view name) { return name == "a.png"; });
  EXPECT_THAT(folder_.names(), ElementsAre(StartsWith(".b.png.")));
}

TEST_F(AbandonedTemporariesTest, AreRemovedByTheNextFileOfThatName) {
  abandon("a.png");
  abandon("b.png");
  OutputFile(folder_ / "a.png").commit();
  EXPECT_THAT(folder_.names(), ElementsAre(StartsWith(".b.png."), "a.png"));
}

TEST_F(AbandonedTemporariesTest, StayWhereTheNextFileIsOneOfMany) {
  abandon("a.png");
  OutputFile(folder_ / "a.png", {}, Abandoned::kKeep).commit();
  EXPECT_THAT(folder_.names(), ElementsAre(StartsWith(".a.png."), "a.png"));
}

TEST_F(AbandonedTemporariesTest, AreKnownByTheirWholeNameHoweverLong) {
  const std::string name(200, 'n');
  abandon(name + "1");
  abandon(name + "2");
  OutputFile(folder_ / (name + "1")).commit();
  EXPECT_THAT(folder_.names(), UnorderedElementsAre(StartsWith("." + shortened_name(name + "2") + "."), name + "1"));
}

TEST_F(AbandonedTemporariesTest, DependOnNoClock) {
  abandon("a.png");
  fs::last_write_time(folder_ / folder_.names().at(0), fs::file_time_type::clock::now() + std::chrono::hours(1));
  remove_abandoned_temporaries(folder_.path(), is_anything);
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(AbandonedTemporariesTest, AreNotThoseThatAreStillWritten) {
  OutputFile file(folder_ / "a.png");
  remove_abandoned_temporaries(folder_.path(), is_anything);
  file.commit();
  EXPECT_THAT(folder_.names(), ElementsAre("a.png"));
}

TEST_F(AbandonedTemporariesTest, AreNotFilesWithOtherNames) {
  const std::vector<std::string> others{"..01234567.part",
                                        ".a.png.0123456.part",
                                        ".a.png.0123456x.part",
                                        ".a.png.01234567",
                                        ".a.png.part",
                                        ".a.png.x01234567.part",
                                        ".part",
                                        "a.png",
                                        "a.png.01234567.part"};
  for (const std::string& name : others) make_file(folder_ / name, "");
  remove_abandoned_temporaries(folder_.path(), is_anything);
  EXPECT_THAT(folder_.names(), UnorderedElementsAreArray(others));
}

TEST_F(AbandonedTemporariesTest, AreNoneInAFolderThatIsMissing) {
  EXPECT_NO_THROW(remove_abandoned_temporaries(folder_ / "no", is_anything));
}

TEST(ShortenedName, IsTheNameWhereThatIsShortEnough) {
  EXPECT_EQ(shortened_name("picture.png"), "picture.png");
  EXPECT_EQ(shortened_name(std::string(100, 'n')), std::string(100, 'n'));
}

TEST(ShortenedName, TellsLongNamesApartInAHundredBytes) {
  const std::string start(100, 'n');
  EXPECT_LE(shortened_name(start + "1").size(), 100U);
  EXPECT_NE(shortened_name(start + "1"), shortened_name(start + "2"));
}

}  // namespace
}  // namespace lyap
