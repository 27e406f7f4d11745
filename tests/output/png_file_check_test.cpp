#include "host/output/png_file_check.h"

#include "host/base/error.h"
#include "host/system/output_file.h"
#include "tests/support/child_process.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <limits>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::string_literals;

constexpr std::size_t kSignatureBytes = 8;
constexpr std::size_t kHeaderEnd = kSignatureBytes + 12 + 13;  // behind the IHDR chunk

std::string big_endian(std::size_t number) {
  std::string bytes;
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(number >> static_cast<unsigned>(shift));
  return bytes;
}

/// A chunk as the PNG specification lays it out: length, type, data, checksum of type and data.
std::string chunk(const std::string& type, const std::string& data) {
  const std::string checked = type + data;
  const uLong checksum = ::crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
  return big_endian(data.size()) + checked + big_endian(checksum);
}

class PngFileCheckTest : public ::testing::Test {
 protected:
  void write(const PngImage& image, const std::vector<std::byte>& pixels) const {
    OutputFile file(path_);
    PngWriter png(file, image);
    png.write_rows(pixels);
    png.finish();
    file.commit();
  }

  /// A small file that lyap wrote.
  std::string small_file() const {
    write({3, 2, {{1, 2, 3}, {254, 255, 0}}, {{"Software", "lyap"}, {"Comment", "λ < 0"}}}, std::vector<std::byte>(6));
    return content_of(path_);
  }

  PngFileState state_of(const std::string& content) const {
    fs::remove(path_);  // faster than to cut it
    make_file(path_, content);
    return check_png_file(path_).state;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "a.png";
};

TEST_F(PngFileCheckTest, TellsWhatAWholeFileHoldsBesidesItsPixels) {
  small_file();
  const auto [state, image] = check_png_file(path_);
  EXPECT_EQ(state, PngFileState::kWhole);
  EXPECT_EQ(image.width, 3U);
  EXPECT_EQ(image.height, 2U);
  EXPECT_THAT(image.palette, ElementsAre(Rgb8{1, 2, 3}, Rgb8{254, 255, 0}));
  ASSERT_THAT(image.text, SizeIs(2));
  EXPECT_EQ(image.text[0].keyword, "Software");  // tEXt
  EXPECT_EQ(image.text[0].value, "lyap");
  EXPECT_EQ(image.text[1].keyword, "Comment");  // iTXt
  EXPECT_EQ(image.text[1].value, "λ < 0");
}

TEST_F(PngFileCheckTest, TellsTheDepth) {
  write({3, 2, {}, {}}, std::vector<std::byte>(18));
  EXPECT_EQ(check_png_file(path_).image.depth, 8);
  write({3, 2, {}, {}, 16}, std::vector<std::byte>(36));
  EXPECT_EQ(check_png_file(path_).image.depth, 16);
}

TEST_F(PngFileCheckTest, ReadsPicturesOfManyBlocks) {
  // Noise does not get smaller when it is compressed: several chunks, each as large as the blocks that are read.
  std::vector<std::byte> noise(1'500'000);
  std::uint32_t random = 1;
  for (std::byte& value : noise) value = static_cast<std::byte>((random = random * 1664525U + 1013904223U) >> 24U);
  write({1000, 500, {}, {}}, noise);
  const auto [state, image] = check_png_file(path_);
  EXPECT_EQ(state, PngFileState::kWhole);
  EXPECT_EQ(image.width, 1000U);
  EXPECT_THAT(image.palette, IsEmpty());
}

TEST_F(PngFileCheckTest, AFileThatIsCutAnywhereIsUnfinished) {
  const std::string file = small_file();
  for (std::size_t bytes = 0; bytes < file.size(); ++bytes) {
    EXPECT_EQ(state_of(file.substr(0, bytes)), PngFileState::kUnfinished) << bytes;
  }
  EXPECT_EQ(state_of(file), PngFileState::kWhole);
}

TEST_F(PngFileCheckTest, AFileWithOneWrongBitIsNotWhole) {
  const std::string file = small_file();
  for (std::size_t bit = 0; bit < 8 * file.size(); ++bit) {
    std::string damaged = file;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    const bool in_signature = bit < 8 * kSignatureBytes;
    EXPECT_EQ(state_of(damaged), in_signature ? PngFileState::kOther : PngFileState::kUnfinished) << bit;
  }
}

TEST_F(PngFileCheckTest, NothingMayFollowTheEnd) {
  EXPECT_EQ(state_of(small_file() + '\0'), PngFileState::kUnfinished);
}

TEST_F(PngFileCheckTest, NothingStandsInTheEnd) {
  const std::string file = small_file();
  const std::size_t end = file.size() - chunk("IEND", "").size();
  ASSERT_EQ(file.substr(end), chunk("IEND", ""));
  EXPECT_EQ(state_of(file.substr(0, end) + chunk("IEND", "\0"s)), PngFileState::kUnfinished);
}

TEST_F(PngFileCheckTest, TheHeaderComesFirst) {
  const std::string file = small_file();
  const std::string first = chunk("tEXt", "A\0b"s);
  EXPECT_EQ(state_of(file.substr(0, kSignatureBytes) + first + file.substr(kSignatureBytes)),
            PngFileState::kUnfinished);
  EXPECT_EQ(state_of(file.substr(0, kHeaderEnd) + first + file.substr(kHeaderEnd)), PngFileState::kWhole);
}

TEST_F(PngFileCheckTest, AFileWithoutPixelsIsUnfinished) {
  EXPECT_EQ(state_of(small_file().substr(0, kHeaderEnd) + chunk("IEND", "")), PngFileState::kUnfinished);
}

TEST_F(PngFileCheckTest, ReadsTextsThatOtherProgramsWrite) {
  const std::string file = small_file();
  const std::string texts = chunk("tEXt", "No value\0"s) + chunk("tEXt", "no zero") + chunk("tEXt", "") +
                            chunk("iTXt", "Plain\0\0\0de\0Schlicht\0text"s) +
                            chunk("iTXt", "Compressed\0\1\0\0\0xyz"s) + chunk("iTXt", "cut") +
                            chunk("zTXt", "Old\0\0xyz"s);
  make_file(path_, file.substr(0, kHeaderEnd) + texts + file.substr(kHeaderEnd));
  const auto [state, image] = check_png_file(path_);
  EXPECT_EQ(state, PngFileState::kWhole);
  std::vector<std::string> read;
  for (const auto& [keyword, value] : image.text) read.push_back(fmt::format("{}={}", keyword, value));
  EXPECT_THAT(read, ElementsAre("No value=", "no zero=", "Plain=text", "Software=lyap", "Comment=λ < 0"));
}

TEST_F(PngFileCheckTest, KeepsNoMoreTextThanAMebibyte) {
  const std::string file = small_file();
  const std::string long_text = chunk("tEXt", "Long\0"s + std::string(700'000, 'x'));
  make_file(path_, file.substr(0, kHeaderEnd) + long_text + long_text + file.substr(kHeaderEnd));
  const auto [state, image] = check_png_file(path_);
  EXPECT_EQ(state, PngFileState::kWhole);
  ASSERT_THAT(image.text, SizeIs(3));
  EXPECT_THAT(image.text[0].value, SizeIs(700'000));
  EXPECT_EQ(image.text[1].keyword, "Software");
}

TEST_F(PngFileCheckTest, ALengthThatNoFileHasTakesNoMemory) {
  const std::string huge = big_endian(std::numeric_limits<std::uint32_t>::max()) + "IDAT";
  EXPECT_EQ(state_of(small_file().substr(0, kHeaderEnd) + huge), PngFileState::kUnfinished);
}

TEST_F(PngFileCheckTest, TellsOtherFilesFromPngFiles) {
  EXPECT_EQ(check_png_file(path_).state, PngFileState::kMissing);
  EXPECT_EQ(state_of("a letter"), PngFileState::kOther);
  EXPECT_EQ(state_of("\x89PNX"), PngFileState::kOther);
  EXPECT_EQ(check_png_file(folder_.path()).state, PngFileState::kOther);
  ASSERT_EQ(::mkfifo((folder_ / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(check_png_file(folder_ / "fifo").state, PngFileState::kOther);
  fs::create_symlink("nowhere", folder_ / "link");
  EXPECT_EQ(check_png_file(folder_ / "link").state, PngFileState::kMissing);
}

TEST_F(PngFileCheckTest, ReportsAFileThatCannotBeRead) {
  small_file();
  fs::permissions(path_, fs::perms(0));
  fs::permissions(folder_.path(), fs::perms(0755));
  const std::string failure = in_child([&] {
    // The superuser may read everywhere.
    if (::geteuid() == 0 && ::seteuid(65534) != 0) return std::string("cannot change the user");
    return message_of<Failure>([&] { check_png_file(path_); });
  });
  EXPECT_EQ(failure, "cannot read '" + path_ + "': Permission denied");
}

}  // namespace
}  // namespace lyap
