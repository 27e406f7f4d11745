#include "host/base/error.h"
#include "host/output/npy_reader.h"
#include "host/output/npy_writer.h"
#include "host/system/output_file.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;

class NpyPeriodsTest : public ::testing::Test {
 protected:
  void write(Size size, const std::vector<std::uint32_t>& periods) const {
    OutputFile file(path_);
    NpyWriter npy(file, size, NpyType::kUint32);
    npy.write_rows(std::as_bytes(std::span(periods)));
    npy.finish();
    file.commit();
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "p.npy";
};

// NEP 1 spells types as NumPy does: byte order, kind, bytes.
TEST_F(NpyPeriodsTest, AreLittleEndianNumbersOf32Bits) {
  write({2, 2}, {0, 1, 0x01020304, 0xffffffff});
  const std::string text = content_of(path_);
  EXPECT_THAT(text, HasSubstr("{'descr': '<u4', 'fortran_order': False, 'shape': (2, 2), }"));
  EXPECT_EQ(text.substr(text.size() - 16), std::string("\0\0\0\0\1\0\0\0\4\3\2\1\xff\xff\xff\xff", 16));
  const NpyHeader header = read_npy_header(path_);
  EXPECT_EQ(header.size, (Size{2, 2}));
  EXPECT_EQ(header.type, NpyType::kUint32);
}

TEST_F(NpyPeriodsTest, AreNoExponents) {
  write({1, 1}, {2});
  EXPECT_EQ(message_of<InvalidInput>([&] { NpyReader npy(path_); }),
            fmt::format("cannot use '{}': it holds periods ('<u4'), not exponents, which are float32 '<f4' or float64 "
                        "'<f8'",
                        path_));
}

TEST_F(NpyPeriodsTest, OfACutFileAreRefused) {
  write({3, 1}, {2, 4, 8});
  std::filesystem::resize_file(path_, std::filesystem::file_size(path_) - 1);
  EXPECT_THAT(message_of<InvalidInput>([&] { read_npy_header(path_); }), HasSubstr("it was not written to its end"));
}

}  // namespace
}  // namespace lyap
