#include "tests/backends/kernel_texts.h"
#include "tests/support/temporary_folder.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/stat.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kKey = "sm_90, steps AABAB";
constexpr std::string_view kCode("\x7f\0ELF", 5);

/// A folder with one kernel, whose file a test damages.
class KernelCacheDamageTest : public ::testing::Test {
 protected:
  KernelCacheDamageTest() : unused_(store_text(cache_, kKey, kCode)), file_(folder_ / folder_.names().at(0)) {}

  /// What is found once the file holds `content`.
  std::optional<std::string> found_in(std::string_view content) const {
    make_file(file_, content);
    return find_text(cache_, kKey);
  }

  void write_byte(std::size_t place, char byte) const {
    std::fstream file(file_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(place)).put(byte);
  }

  /// The content with a text in it replaced by one of the same length, and a checksum that fits: the last eight digits.
  std::string forged(std::string_view text, std::string_view other) const {
    std::string content = content_of(file_);
    const std::size_t place = content.find(text);
    if (place == content.npos || text.size() != other.size()) throw std::logic_error("nothing to forge");
    content.replace(place, other.size(), other);
    content.resize(content.size() - 8);
    const auto* bytes = reinterpret_cast<const Bytef*>(content.data());
    return content + fmt::format("{:08x}", ::crc32(0, bytes, static_cast<uInt>(content.size())));
  }

  TemporaryFolder folder_;
  KernelCache cache_{folder_.path()};
  std::string unused_;
  std::string file_;
};

TEST_F(KernelCacheDamageTest, AWholeFileIsFound) {
  EXPECT_EQ(found_in(content_of(file_)), kCode);
}

TEST_F(KernelCacheDamageTest, AFileThatIsCutAnywhereIsNot) {
  const std::string whole = content_of(file_);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_EQ(found_in(whole.substr(0, length)), std::nullopt) << length;
  }
}

TEST_F(KernelCacheDamageTest, AFileWithAnyByteDamagedIsNot) {
  const std::string whole = content_of(file_);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    // Any bit, and all of them.
    for (const int flipped : {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff}) {
      write_byte(i, static_cast<char>(whole[i] ^ flipped));
      EXPECT_EQ(find_text(cache_, kKey), std::nullopt) << "byte " << i << ", bits " << flipped;
    }
    write_byte(i, whole[i]);
  }
  EXPECT_EQ(find_text(cache_, kKey), kCode);
}

TEST_F(KernelCacheDamageTest, AFileThatIsTooLongIsNot) {
  const std::string whole = content_of(file_);
  EXPECT_EQ(found_in(whole + '\0'), std::nullopt);
  EXPECT_EQ(found_in(whole + whole), std::nullopt);
}

TEST_F(KernelCacheDamageTest, AFileOfAnotherFormatIsNot) {
  // That it is the version alone is known because forging as such is not noticed.
  EXPECT_EQ(found_in(forged("ELF", "FLE")), std::string_view("\x7f\0FLE", 5));
  EXPECT_EQ(found_in(forged("format 0001", "format 0000")), std::nullopt);
  EXPECT_EQ(found_in(forged("format 0000", "format 0002")), std::nullopt);
}

TEST_F(KernelCacheDamageTest, AFileOfAnotherKeyIsNot) {
  EXPECT_EQ(found_in(forged("sm_90", "sm_75")), std::nullopt);
}

/// A program that took these lengths at their word would ask for more memory than there is.
TEST_F(KernelCacheDamageTest, AFileThatStatesAHugeLengthIsNot) {
  const std::string key_bytes = fmt::format("{:016x}", kKey.size());
  const std::string code_bytes = fmt::format("{:016x}", kCode.size());
  EXPECT_EQ(found_in(forged("code of " + code_bytes, "code of fffffffffffffff0")), std::nullopt);
  EXPECT_EQ(found_in(forged("key of " + key_bytes, "key of fffffffffffffff0")), std::nullopt);
}

TEST_F(KernelCacheDamageTest, AFileThatHasAHugeLengthIsNot) {
  fs::resize_file(file_, std::uintmax_t{1} << 40U);
  EXPECT_EQ(find_text(cache_, kKey), std::nullopt);
}

TEST_F(KernelCacheDamageTest, ADamagedFileIsReplaced) {
  ASSERT_EQ(found_in("x"), std::nullopt);
  EXPECT_EQ(store_text(cache_, kKey, kCode), "");
  EXPECT_EQ(find_text(cache_, kKey), kCode);
}

TEST_F(KernelCacheDamageTest, WhatIsNoRegularFileIsNeitherWaitedForNorTouched) {
  const std::string film = folder_ / "film.mp4";
  fs::rename(file_, film);
  const std::string name = fs::path(file_).filename();
  const auto expect_left_alone = [&] {
    EXPECT_EQ(find_text(cache_, kKey), std::nullopt);
    EXPECT_THAT(store_text(cache_, kKey, kCode), HasSubstr("'" + file_ + "': it is no regular file; remove it"));
    EXPECT_THAT(folder_.names(), ElementsAre(name, "film.mp4"));
  };
  fs::create_directory(file_);
  expect_left_alone();
  fs::remove(file_);

  ASSERT_EQ(::mkfifo(file_.c_str(), 0600), 0);
  expect_left_alone();
  fs::remove(file_);

  // Even though it leads to what would be found.
  fs::create_symlink(film, file_);
  expect_left_alone();
}

}  // namespace
}  // namespace lyap
