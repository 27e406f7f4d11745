#include "host/system/abandoned_temporaries.h"

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

TEST_F(AbandonedTemporariesTest, StayForTheTimeThatTheirWriterIsGiven) {
  abandon("a.png");
  abandon("b.png");
  for (const std::string& name : folder_.names()) {
    const auto age = name.starts_with(".a.png") ? std::chrono::minutes(61) : std::chrono::minutes(50);
    fs::last_write_time(folder_ / name, fs::file_time_type::clock::now() - age);
  }
  remove_abandoned_temporaries(folder_.path(), is_anything, std::chrono::hours(1));
  EXPECT_THAT(folder_.names(), ElementsAre(StartsWith(".b.png.")));
}

TEST_F(AbandonedTemporariesTest, DependOnNoClockWithoutSuchATime) {
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

}  // namespace
}  // namespace lyap
