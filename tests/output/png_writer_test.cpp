#include "host/output/png_writer.h"

#include "host/system/output_file.h"
#include "tests/support/decoded_png.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <png.h>
#include <zlib.h>

namespace lyap {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

using Bytes = std::vector<std::byte>;

struct Chunk {
  std::string type;
  std::string data;
};

std::vector<Chunk> chunks_of(const std::string& path) {
  const std::string file = content_of(path);
  std::vector<Chunk> chunks;
  for (std::size_t at = 8; at + 12 <= file.size();) {
    const std::size_t length = png_get_uint_32(reinterpret_cast<png_const_bytep>(file.data() + at));
    chunks.push_back({file.substr(at + 4, 4), file.substr(at + 8, length)});
    at += length + 12;
  }
  return chunks;
}

/// The types in the order of the file, a run of equal ones once.
std::vector<std::string> chunk_types_of(const std::string& path) {
  std::vector<std::string> types;
  for (const Chunk& chunk : chunks_of(path)) {
    if (types.empty() || types.back() != chunk.type) types.push_back(chunk.type);
  }
  return types;
}

/// The filter of each row, the first byte of each in the inflated stream.
std::vector<int> filters_of(const std::string& path, std::size_t row_bytes, std::size_t height) {
  std::string deflated;
  for (const Chunk& chunk : chunks_of(path)) {
    if (chunk.type == "IDAT") deflated += chunk.data;
  }
  std::vector<Bytef> rows((row_bytes + 1) * height);
  uLongf size = rows.size();
  EXPECT_EQ(::uncompress(rows.data(), &size, reinterpret_cast<const Bytef*>(deflated.data()), deflated.size()), Z_OK);
  EXPECT_EQ(size, rows.size());
  std::vector<int> filters(height);
  for (std::size_t y = 0; y < height; ++y) filters[y] = rows[y * (row_bytes + 1)];
  return filters;
}

std::vector<Rgb8> some_palette(std::size_t entries) {
  std::vector<Rgb8> palette(entries);
  for (std::size_t i = 0; i < entries; ++i) {
    palette[i] = {static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(255 - i), 7};
  }
  return palette;
}

/// `count` bytes from 0 to `largest`.
Bytes some_bytes(std::size_t count, unsigned largest) {
  std::mt19937 random;
  Bytes bytes(count);
  std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<std::byte>(random() % (largest + 1)); });
  return bytes;
}

class PngWriterTest : public ::testing::Test {
 protected:
  void write(const PngImage& image, std::span<const std::byte> pixels) const {
    OutputFile file(path_);
    PngWriter png(file, image);
    png.write_rows(pixels);
    png.finish();
    file.commit();
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "a.png";
};

struct Size {
  std::uint32_t width;
  std::uint32_t height;
};

class PngWriterSizeTest : public PngWriterTest, public ::testing::WithParamInterface<Size> {};

INSTANTIATE_TEST_SUITE_P(Sizes, PngWriterSizeTest,
                         ::testing::Values(Size{1, 1}, Size{1, 31}, Size{31, 1}, Size{7, 5}, Size{127, 61},
                                           Size{640, 480}, Size{kMaxPngSide, 1}, Size{1, kMaxPngSide}),
                         [](const auto& size) {
                           return std::to_string(size.param.width) + "x" + std::to_string(size.param.height);
                         });

TEST_P(PngWriterSizeTest, IndicesComeBack) {
  const auto [width, height] = GetParam();
  const Bytes pixels = some_bytes(std::size_t{width} * height, 255);
  write({width, height, some_palette(256), {}}, pixels);

  const DecodedPng image = read_png(path_);
  EXPECT_EQ(image.width, width);
  EXPECT_EQ(image.height, height);
  EXPECT_EQ(image.color_type, PNG_COLOR_TYPE_PALETTE);
  EXPECT_EQ(image.bit_depth, 8);
  EXPECT_EQ(image.palette, some_palette(256));
  EXPECT_EQ(image.pixels, pixels);
  EXPECT_THAT(filters_of(path_, width, height), Each(PNG_FILTER_VALUE_NONE));
}

TEST_P(PngWriterSizeTest, ColorsComeBack) {
  const auto [width, height] = GetParam();
  const Bytes pixels = some_bytes(std::size_t{width} * height * 3, 255);
  write({width, height, {}, {}}, pixels);

  const DecodedPng image = read_png(path_);
  EXPECT_EQ(image.width, width);
  EXPECT_EQ(image.height, height);
  EXPECT_EQ(image.color_type, PNG_COLOR_TYPE_RGB);
  EXPECT_EQ(image.bit_depth, 8);
  EXPECT_EQ(image.pixels, pixels);
  EXPECT_THAT(filters_of(path_, std::size_t{width} * 3, height), Each(PNG_FILTER_VALUE_NONE));
}

TEST_P(PngWriterSizeTest, ColorsOf16BitsComeBack) {
  const auto [width, height] = GetParam();
  const Bytes pixels = some_bytes(std::size_t{width} * height * 6, 255);
  write({width, height, {}, {}, 16}, pixels);

  const DecodedPng image = read_png(path_);
  EXPECT_EQ(image.width, width);
  EXPECT_EQ(image.height, height);
  EXPECT_EQ(image.color_type, PNG_COLOR_TYPE_RGB);
  EXPECT_EQ(image.bit_depth, 16);
  EXPECT_TRUE(image.is_srgb);
  EXPECT_EQ(image.pixels, pixels);
}

TEST_F(PngWriterTest, RowsComeInAnyBands) {
  const Bytes pixels = some_bytes(200, 15);
  OutputFile file(path_);
  PngWriter png(file, {10, 20, some_palette(16), {}});
  std::size_t row = 0;
  for (const std::size_t rows : {1U, 7U, 0U, 2U, 10U}) {
    png.write_rows(std::span(pixels).subspan(row * 10, rows * 10));
    row += rows;
  }
  png.finish();
  file.commit();
  EXPECT_EQ(read_png(path_).pixels, pixels);
  EXPECT_EQ(read_png(path_).palette, some_palette(16));
}

TEST_F(PngWriterTest, EqualPicturesMakeEqualFiles) {
  const PngImage image = {100, 50, some_palette(200), {{"Software", "lyap"}}};
  write(image, some_bytes(5000, 199));
  const std::string first = content_of(path_);
  write(image, some_bytes(5000, 199));
  EXPECT_EQ(content_of(path_), first);
}

TEST_F(PngWriterTest, TextStandsBeforeThePixels) {
  const std::string longest(100'000, 'l');
  write({1, 1, some_palette(2), {{"Title", "Zircon"}, {"Comment", "λ < 0"}, {"Long", longest}}}, Bytes(1));
  EXPECT_THAT(read_png(path_).text,
              ElementsAre(std::pair("Title", "Zircon"), std::pair("Comment", "λ < 0"), std::pair("Long", longest)));
  EXPECT_THAT(chunk_types_of(path_), ElementsAre("IHDR", "sRGB", "PLTE", "tEXt", "iTXt", "tEXt", "IDAT", "IEND"));
}

TEST_F(PngWriterTest, ColorsAreMarkedAsSrgb) {
  write({1, 1, {}, {}}, Bytes(3));
  EXPECT_TRUE(read_png(path_).is_srgb);
  EXPECT_THAT(chunk_types_of(path_), ElementsAre("IHDR", "sRGB", "IDAT", "IEND"));
}

}  // namespace
}  // namespace lyap
