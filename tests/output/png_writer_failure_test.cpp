#include "host/base/error.h"
#include "host/output/png_writer.h"
#include "host/system/output_file.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

#include <csignal>
#include <cstddef>
#include <functional>
#include <random>
#include <string>
#include <sys/resource.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// What Failure says, or "" if `action` succeeds.
std::string failure_of(const std::function<void()>& action) {
  try {
    action();
    return "";
  } catch (const Failure& failure) {
    return failure.what();
  }
}

class PngWriterFailureTest : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
  OutputFile file_{folder_ / "a.png"};
};

TEST_F(PngWriterFailureTest, RefusesAnEmptyOrAHugePicture) {
  EXPECT_THROW(PngWriter(file_, {0, 1, {}, {}}), InvalidInput);
  EXPECT_THROW(PngWriter(file_, {1, 0, {}, {}}), InvalidInput);
  EXPECT_THROW(PngWriter(file_, {kMaxPngSide + 1, 1, {}, {}}), InvalidInput);
  EXPECT_THROW(PngWriter(file_, {1, kMaxPngSide + 1, {}, {}}), InvalidInput);
}

TEST_F(PngWriterFailureTest, RefusesAPaletteOfMoreThan256Colors) {
  EXPECT_THROW(PngWriter(file_, {1, 1, std::vector<Rgb8>(257), {}}), InvalidInput);
}

TEST_F(PngWriterFailureTest, RefusesAKeywordThatIsNone) {
  EXPECT_THAT(failure_of([&] { PngWriter(file_, {1, 1, {}, {{"", "value"}}}); }), HasSubstr("a.png': tEXt: invalid"));
}

TEST_F(PngWriterFailureTest, CountsTheRows) {
  PngWriter png(file_, {4, 3, {{0, 0, 0}, {255, 255, 255}}, {}});
  png.write_rows(std::vector<std::byte>(4));
  EXPECT_THAT(failure_of([&] { png.write_rows(std::vector<std::byte>(5)); }),
              HasSubstr("5 bytes of pixels came where 2 rows of 4 bytes are missing"));
  EXPECT_THAT(failure_of([&] { png.write_rows(std::vector<std::byte>(12)); }), HasSubstr("12 bytes of pixels"));
  EXPECT_THAT(failure_of([&] { png.finish(); }), HasSubstr("a.png': 2 of its rows are missing"));
  png.write_rows(std::vector<std::byte>(8));
  EXPECT_THAT(failure_of([&] { png.finish(); }), IsEmpty());
}

TEST_F(PngWriterFailureTest, LetsPassWhatTheFileThrows) {
  OutputFile full("/dev/full");
  const std::string said = failure_of([&] { PngWriter(full, {1, 1, {}, {}}); });
  EXPECT_EQ(said, failure_of([&] { full.write(std::vector<std::byte>(1)); }));
  EXPECT_THAT(said, HasSubstr("No space left on device"));
}

TEST_F(PngWriterFailureTest, LetsPassWhatTheFileThrowsAmidThePixels) {
  const std::string failure = in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {100'000, 100'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return std::string("cannot set the limit");
    PngWriter png(file_, {1000, 1000, {}, {}});
    std::mt19937 random;
    std::vector<std::byte> noise(3'000'000);
    for (std::byte& value : noise) value = static_cast<std::byte>(random());
    return failure_of([&] { png.write_rows(noise); });
  });
  EXPECT_THAT(failure, AllOf(HasSubstr("a.png': File too large"), HasSubstr("ulimit -f")));
}

TEST_F(PngWriterFailureTest, AnUnfinishedPictureLeavesNoFile) {
  {
    OutputFile file(folder_ / "b.png");
    PngWriter png(file, {1, 2, {}, {}});
    png.write_rows(std::vector<std::byte>(3));
  }
  EXPECT_THAT(folder_.names(), Not(Contains(HasSubstr("b.png"))));
}

}  // namespace
}  // namespace lyap
