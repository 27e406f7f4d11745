#include "host/system/reserved_name.h"

#include "host/system/output_file.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

class ReservedNameTest : public ::testing::Test {
 protected:
  ReservedName reserve() const {
    return ReservedName::first_free([this](int n) { return folder_ / ("AB-" + std::to_string(n) + ".png"); });
  }

  TemporaryFolder folder_;
};

TEST_F(ReservedNameTest, IsThatOfNoFile) {
  make_file(folder_ / "AB-1.png", "");
  fs::create_symlink("nowhere", folder_ / "AB-2.png");
  EXPECT_EQ(reserve().path(), folder_ / "AB-3.png");
}

TEST_F(ReservedNameTest, IsKeptAsLongAsItLives) {
  std::optional<ReservedName> first(reserve());
  EXPECT_EQ(reserve().path(), folder_ / "AB-2.png");
  const ReservedName moved(std::move(*first));
  first.reset();
  EXPECT_EQ(reserve().path(), folder_ / "AB-2.png");
}

TEST_F(ReservedNameTest, IsKeptFromOtherProcesses) {
  const ReservedName first = reserve();
  EXPECT_EQ(in_child([&] { return reserve().path(); }), folder_ / "AB-2.png");
}

TEST_F(ReservedNameTest, IsFreeAgainAfterTheEndOfWhoKeptIt) {
  in_child([&] { return std::make_unique<ReservedName>(reserve()).release()->path(); });
  EXPECT_EQ(reserve().path(), folder_ / "AB-1.png");
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(ReservedNameTest, IsKeptWhileItsFileIsWritten) {
  const ReservedName name = reserve();
  OutputFile(name.path()).commit();
  EXPECT_EQ(reserve().path(), folder_ / "AB-2.png");
}

TEST_F(ReservedNameTest, IsChosenAlsoWhereNothingCanBeWritten) {
  const auto name = ReservedName::first_free([this](int n) { return folder_ / "no/" + std::to_string(n); });
  EXPECT_EQ(name.path(), folder_ / "no/" + std::string("1"));
}

}  // namespace
}  // namespace lyap
