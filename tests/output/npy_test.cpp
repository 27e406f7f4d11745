#include "host/base/error.h"
#include "host/output/npy_reader.h"
#include "host/output/npy_writer.h"
#include "host/system/output_file.h"
#include "tests/support/message_of.h"
#include "tests/support/reference_pixels.h"
#include "tests/support/temporary_folder.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr const char* kPlane = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

/// A NumPy file by the letter of NEP 1: the length of the dict takes two bytes in version 1, later four.
std::string npy_text(int version, const std::string& dict, std::size_t value_bytes) {
  std::string text = "\x93NUMPY";
  text += static_cast<char>(version);
  text += '\0';
  for (int i = 0; i < (version == 1 ? 2 : 4); ++i) text += static_cast<char>(dict.size() >> (8 * i) & 0xffU);
  return text + dict + std::string(value_bytes, '\0');
}

template <class T>
std::string text_of(const std::vector<T>& values) {
  std::string text(values.size() * sizeof(T), '\0');
  std::memcpy(text.data(), values.data(), text.size());
  return text;
}

class NpyTest : public ::testing::Test {
 protected:
  template <class T>
  void write(Size size, const std::vector<T>& values, std::size_t values_per_call) const {
    OutputFile file(path_);
    NpyWriter npy(file, size, npy_type_of(kPrecisionOf<T>));
    const auto bytes = std::as_bytes(std::span(values));
    const std::size_t step = values_per_call * sizeof(T);
    for (std::size_t at = 0; at < bytes.size(); at += step) {
      npy.write_rows(bytes.subspan(at, std::min(step, bytes.size() - at)));
    }
    npy.finish();
    file.commit();
  }

  template <class T>
  std::vector<T> read() const {
    NpyReader npy(path_);
    EXPECT_EQ(npy.precision(), kPrecisionOf<T>);
    std::vector<T> values(static_cast<std::size_t>(npy.size().width) * static_cast<std::size_t>(npy.size().height));
    const auto bytes = std::as_writable_bytes(std::span(values));
    // The first row, and then all others.
    npy.read_rows(bytes.first(npy.bytes_per_row()));
    npy.read_rows(bytes.subspan(npy.bytes_per_row()));
    return values;
  }

  std::string refusal_of(const std::string& text) const {
    make_file(path_, text);
    return message_of<InvalidInput>([&] { NpyReader npy(path_); });
  }

  std::string refusal_of_dict(const std::string& dict, std::size_t value_bytes = 24) const {
    return refusal_of(npy_text(1, dict, value_bytes));
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "a.npy";
};

TEST_F(NpyTest, IsWhatTheFormatsDefinitionSays) {
  write<float>({3, 2}, {0, 1, -2, 0.5F, 4, 8}, 3);
  const std::string text = content_of(path_);
  EXPECT_EQ(text.substr(0, 8), std::string("\x93NUMPY\x01\x00", 8));
  const std::size_t dict_bytes = static_cast<unsigned char>(text[8]) + 256U * static_cast<unsigned char>(text[9]);
  const std::size_t start = 10 + dict_bytes;
  EXPECT_EQ(start % 64, 0U);
  const std::string dict = text.substr(10, dict_bytes);
  EXPECT_EQ(dict, kPlane + std::string(dict_bytes - 1 - std::strlen(kPlane), ' ') + "\n");
  EXPECT_EQ(text.substr(start), std::string("\0\0\0\0"      // 0
                                            "\0\0\x80\x3f"  // 1
                                            "\0\0\0\xc0"    // −2
                                            "\0\0\0\x3f"    // 0.5
                                            "\0\0\x80\x40"  // 4
                                            "\0\0\0\x41",
                                            24))  // 8
      << "IEEE 754 binary32, little-endian, row by row";
}

TEST_F(NpyTest, HeadersOfAllSizesAreAligned) {
  for (const Size size :
       {Size{1, 1}, Size{10, 1}, Size{100, 1}, Size{1000, 10}, Size{100'000, 100'000}, Size{kMaxSide, kMaxSide}}) {
    for (const NpyType type : {NpyType::kFloat32, NpyType::kFloat64, NpyType::kUint32}) {
      const std::string header = npy_header_text({size, type});
      EXPECT_EQ(header.size() % 64, 0U);
      EXPECT_EQ(header.back(), '\n');
      const NpyHeader read = parse_npy_dict(std::string_view(header).substr(10));
      EXPECT_EQ(read.size, size);
      EXPECT_EQ(read.type, type);
    }
  }
}

TEST_F(NpyTest, GivesBackEveryBit) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const std::vector<double> doubles{0.1, -0.0, kInfinity, -kInfinity, 5e-324, 1.7976931348623157e308, -5.6, 0.69};
  const std::vector<float> floats(doubles.begin(), doubles.end());
  for (const Size size : {Size{4, 2}, Size{1, 8}, Size{8, 1}}) {
    for (const std::size_t rows_per_call : {1U, 3U}) {
      const std::size_t values_per_call = rows_per_call * static_cast<std::size_t>(size.width);
      write(size, doubles, values_per_call);
      EXPECT_EQ(NpyReader(path_).size(), size);
      EXPECT_EQ(text_of(read<double>()), text_of(doubles));
      write(size, floats, values_per_call);
      EXPECT_EQ(text_of(read<float>()), text_of(floats));
    }
  }
}

TEST_F(NpyTest, IsReadAsWhateverProgramSpellsIt) {
  for (const int version : {1, 2, 3}) {
    for (const std::string& dict :
         {std::string(kPlane), std::string("{'shape':(2,3),'fortran_order':False,'descr':'<f4'}"),
          std::string("{ \"descr\" : \"<f4\" ,\n\t\"shape\" : ( 2 , 3 , ) , \"fortran_order\" : False , }   \n"),
          std::string("{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }") + std::string(3000, ' ')}) {
      make_file(path_, npy_text(version, dict, 24));
      const NpyReader npy(path_);
      EXPECT_EQ(npy.size(), (Size{3, 2})) << dict;
      EXPECT_EQ(npy.precision(), Precision::kFloat) << dict;
    }
  }
}

TEST_F(NpyTest, WritesWholeRowsAndAllOfThem) {
  OutputFile file(path_);
  NpyWriter npy(file, {3, 2}, NpyType::kFloat32);
  const std::vector<std::byte> bytes(100);
  const auto refused = [&](std::size_t count) {
    return message_of<Failure>([&] { npy.write_rows(std::span(bytes).first(count)); });
  };
  EXPECT_THAT(refused(13), AllOf(HasSubstr(path_), HasSubstr("13 bytes came where 2 rows of 12 bytes are missing")));
  EXPECT_THAT(refused(36), HasSubstr("36 bytes"));
  npy.write_rows(std::span(bytes).first(12));
  EXPECT_THAT(message_of<Failure>([&] { npy.finish(); }), HasSubstr("1 of its rows are missing"));
  EXPECT_THAT(refused(24), HasSubstr("1 rows of 12 bytes"));
}

TEST_F(NpyTest, AFileTakesItsNameWhenItIsCommitted) {
  const std::vector<float> values{1, 2, 3, 4, 5, 6};
  {
    NpyFile npy(path_, {3, 2}, NpyType::kFloat32);
    npy.write_rows(std::as_bytes(std::span(values)).first(12));
    EXPECT_THAT(message_of<Failure>([&] { npy.finish(); }), HasSubstr("1 of its rows are missing"));
    npy.write_rows(std::as_bytes(std::span(values)).subspan(12));
    npy.finish();
    EXPECT_FALSE(std::filesystem::exists(path_));
    npy.commit();
  }
  EXPECT_EQ(read<float>(), values);
  { const NpyFile unfinished(folder_ / "b.npy", {3, 2}, NpyType::kFloat32); }
  EXPECT_THAT(folder_.names(), ::testing::ElementsAre("a.npy"));
}

TEST_F(NpyTest, OtherFilesAreRefused) {
  EXPECT_THAT(refusal_of(""), AllOf(HasSubstr(path_), HasSubstr("it is no NumPy file")));
  EXPECT_THAT(refusal_of("\x89PNG\r\n\x1a\n and more"), HasSubstr("it is no NumPy file"));
  EXPECT_THAT(refusal_of(npy_text(4, kPlane, 24)), HasSubstr("of version 4.0; 1.0 to 3.0 are read"));
  EXPECT_THAT(message_of<InvalidInput>([&] { NpyReader npy(folder_ / "no.npy"); }), HasSubstr("there is no such file"));
  EXPECT_THAT(message_of<InvalidInput>([&] { NpyReader npy(folder_.path().string()); }), HasSubstr("no regular file"));
}

TEST_F(NpyTest, ArraysThatAreNoPlaneOfExponentsAreRefusedWithAdvice) {
  const auto of = [&](const std::string& type, const std::string& order, const std::string& shape) {
    return refusal_of_dict(fmt::format("{{'descr': {}, 'fortran_order': {}, 'shape': {}}}", type, order, shape));
  };
  EXPECT_EQ(of("'<f4'", "False", "(2, 3)"), "");
  EXPECT_THAT(of("'<f4'", "True", "(2, 3)"), HasSubstr("column by column; save it with numpy.ascontiguousarray("));
  EXPECT_THAT(of("'>f4'", "False", "(2, 3)"), AllOf(HasSubstr("big-endian"), HasSubstr("dtype='<f8'")));
  for (const char* type : {"<i4", "|u1", "|b1", "<f2", "<c8", "|O", ""}) {
    EXPECT_THAT(of(fmt::format("'{}'", type), "False", "(2, 3)"),
                AllOf(HasSubstr(fmt::format("of type '{}'", type)), HasSubstr("'<f4' or float64 '<f8'")));
  }
  EXPECT_THAT(of("[('x', '<f4')]", "False", "(2, 3)"), HasSubstr("records"));
  EXPECT_THAT(of("'<f4'", "False", "()"), HasSubstr("0 dimensions; a picture has two, (height, width)"));
  EXPECT_THAT(of("'<f4'", "False", "(6,)"), HasSubstr("1 dimension; "));
  EXPECT_THAT(of("'<f4'", "False", "(1, 2, 3)"), HasSubstr("3 dimensions"));
  EXPECT_THAT(of("'<f4'", "False", "(0, 3)"), HasSubstr("0 rows and 3 columns; pictures have 1 to 1000000"));
  EXPECT_THAT(of("'<f4'", "False", "(1, 1000001)"), HasSubstr("1 rows and 1000001 columns"));
  // 2^32 + 1 columns, and 2^64: what would overflow must not look small.
  EXPECT_THAT(of("'<f4'", "False", "(1, 4294967297)"), HasSubstr("pictures have 1 to"));
  EXPECT_THAT(of("'<f4'", "False", "(18446744073709551616, 1)"), HasSubstr("pictures have 1 to"));
}

TEST_F(NpyTest, DamagedHeadersAreRefused) {
  for (const std::string dict :
       {"", "{", "}", "{}", "[]", "{'descr'}", "{'descr': }", "{'descr': '<f4}", "{'descr': '<f4', 'shape': (2, 3)}",
        "{'descr': '<f4', 'fortran_order': False}", "{'fortran_order': False, 'shape': (2, 3)}",
        "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (2, 3)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, -3)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2 3)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 6}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)} more",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'other': 1}"}) {
    EXPECT_THAT(refusal_of_dict(dict), HasSubstr("no description of an array; it may be damaged")) << dict;
  }
  const std::string whole = npy_text(1, kPlane, 24);
  for (const std::size_t length : {6U, 7U, 9U, 10U, 40U}) {
    EXPECT_THAT(refusal_of(whole.substr(0, length)), HasSubstr("it ends within its header")) << length;
  }
}

TEST_F(NpyTest, AHeaderCannotAskForMemoryThatTheFileDoesNotFill) {
  EXPECT_THAT(refusal_of(std::string("\x93NUMPY\x02\x00\xff\xff\xff\xff{", 13)),
              HasSubstr("its header has 4294967295 bytes; it may be damaged"));
  EXPECT_THAT(refusal_of_dict("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000, 1000000)}"),
              HasSubstr("it was not written to its end"));
}

TEST_F(NpyTest, TheLengthMustFitTheHeader) {
  EXPECT_EQ(refusal_of_dict(kPlane, 24), "");
  const std::size_t header = 10 + std::strlen(kPlane);
  EXPECT_EQ(
      refusal_of_dict(kPlane, 23),
      fmt::format("cannot use '{}': it has {} bytes where its header, of 2 rows of 3 numbers, makes it {}; it was "
                  "not written to its end",
                  path_, header + 23, header + 24));
  EXPECT_THAT(refusal_of_dict(kPlane, 25), HasSubstr("something was added to it"));
}

TEST_F(NpyTest, ANaNIsRefusedWithItsPlace) {
  const auto refusal = [&]<class T>(T nan) {
    std::vector<T> values(12, 1);
    values[7] = nan;
    write<T>({3, 4}, values, 12);
    return message_of<InvalidInput>([&] { read<T>(); });
  };
  EXPECT_EQ(refusal(std::nan("")),
            fmt::format("cannot use '{}': the number in column 1, row 2 is NaN, which no exponent is", path_));
  EXPECT_THAT(refusal(std::nanf("")), HasSubstr("column 1, row 2"));
}

TEST_F(NpyTest, MoreRowsThanThereAreFail) {
  write<float>({3, 2}, {1, 2, 3, 4, 5, 6}, 6);
  NpyReader npy(path_);
  std::vector<std::byte> rows(2 * npy.bytes_per_row());
  npy.read_rows(rows);
  EXPECT_THAT(message_of<Failure>([&] { npy.read_rows(rows); }), HasSubstr("it ends before its last row"));
}

}  // namespace
}  // namespace lyap
