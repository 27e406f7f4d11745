#include "host/output/png_band.h"

#include "host/base/error.h"
#include "host/output/png_file_check.h"
#include "host/system/output_file.h"
#include "tests/support/decoded_png.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <random>
#include <span>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;

using Bytes = std::vector<std::byte>;

std::vector<Rgb8> gray_palette() {
  std::vector<Rgb8> palette(256);
  for (std::size_t i = 0; i < palette.size(); ++i) {
    const auto level = static_cast<std::uint8_t>(i);
    palette[i] = {level, level, level};
  }
  return palette;
}

/// Bytes that compress as pictures do: noise in runs.
Bytes some_pixels(std::size_t count) {
  std::mt19937 random;
  Bytes bytes(count);
  for (std::size_t at = 0; at < count;) {
    const auto value = static_cast<std::byte>(random() % 256);
    for (std::size_t run = 1 + random() % 7; run > 0 && at < count; --run) bytes[at++] = value;
  }
  return bytes;
}

class PngBandTest : public ::testing::Test {
 protected:
  /// Writes the rows of `pixels` as one file, "whole.png", and as bands with so many rows each.
  void write(const PngImage& image, const Bytes& pixels, const std::vector<std::uint32_t>& rows_of_bands) {
    const std::size_t row_bytes = pixels.size() / image.height;
    write_file<PngWriter>(folder_ / "whole.png", image, pixels);
    std::size_t at = 0;
    for (const std::uint32_t rows : rows_of_bands) {
      PngImage band = image;
      band.height = rows;
      bands_.push_back(folder_ / ("band" + std::to_string(bands_.size()) + ".png"));
      write_file<PngBandWriter>(bands_.back(), band, std::span(pixels).subspan(at, rows * row_bytes));
      at += rows * row_bytes;
    }
  }

  template <class Writer>
  static void write_file(const std::string& path, const PngImage& image, std::span<const std::byte> pixels) {
    OutputFile file(path);
    Writer png(file, image);
    // In two pieces, cut between rows.
    const std::size_t half = pixels.size() / image.height * (image.height / 2);
    png.write_rows(pixels.first(half));
    png.write_rows(pixels.subspan(half));
    png.finish();
    file.commit();
  }

  void join(const PngImage& image) const {
    OutputFile file(joined_);
    join_png_bands(file, image, bands_);
    file.commit();
  }

  void expect_equal_files() const {
    const DecodedPng whole = read_png(folder_ / "whole.png");
    const DecodedPng joined = read_png(joined_);
    ASSERT_FALSE(whole.pixels.empty());
    EXPECT_EQ(joined.pixels, whole.pixels);
    EXPECT_EQ(joined.width, whole.width);
    EXPECT_EQ(joined.height, whole.height);
    EXPECT_EQ(joined.color_type, whole.color_type);
    EXPECT_EQ(joined.bit_depth, whole.bit_depth);
    EXPECT_EQ(joined.text, whole.text);
    EXPECT_EQ(check_png_file(joined_).state, PngFileState::kWhole);
  }

  std::string refusal(const PngImage& image) const {
    return message_of<InvalidInput>([&] { join(image); });
  }

  TemporaryFolder folder_;
  std::string joined_ = folder_ / "joined.png";
  std::vector<std::string> bands_;
};

const PngImage kIndexed{.width = 37, .height = 50, .palette = gray_palette(), .text = {{"Title", "λ"}}};

/// libpng decodes the joined stream as one, and compares its checksum.
TEST_F(PngBandTest, JoinedBandsHaveThePixelsOfOneFile) {
  write(kIndexed, some_pixels(37 * 50), {16, 16, 1, 17});
  join(kIndexed);
  expect_equal_files();
}

TEST_F(PngBandTest, SoHaveColors) {
  const PngImage image{.width = 19, .height = 8, .palette = {}, .text = {}};
  write(image, some_pixels(3 * 19 * 8), {3, 5});
  join(image);
  expect_equal_files();
}

/// Their rows are filtered, each by itself.
TEST_F(PngBandTest, SoHaveColorsOf16Bits) {
  const PngImage image{.width = 19, .height = 8, .palette = {}, .text = {}, .depth = 16};
  write(image, some_pixels(6 * 19 * 8), {1, 7});
  join(image);
  expect_equal_files();
}

/// 12 MB of noise, which fill many blocks of pixel data in each band.
TEST_F(PngBandTest, SoHavePicturesOfManyBlocks) {
  std::mt19937 random;
  const PngImage image{.width = 4000, .height = 1000, .palette = {}, .text = {}};
  Bytes pixels(std::size_t{3} * 4000 * 1000);
  std::generate(pixels.begin(), pixels.end(), [&] { return static_cast<std::byte>(random() % 256); });
  write(image, pixels, {512, 488});
  join(image);
  expect_equal_files();
}

TEST_F(PngBandTest, ABandIsAPngFileWithItsRows) {
  const Bytes pixels = some_pixels(37 * 50);
  write(kIndexed, pixels, {20, 30});
  const DecodedPng band = read_png(bands_[1]);
  EXPECT_EQ(band.height, 30);
  EXPECT_EQ(band.pixels, Bytes(pixels.begin() + 37 * 20, pixels.end()));
}

TEST_F(PngBandTest, TellsHowManyBandsAreJoined) {
  write(kIndexed, some_pixels(37 * 50), {20, 20, 10});
  std::vector<std::size_t> counts;
  OutputFile file(joined_);
  join_png_bands(file, kIndexed, bands_, [&](std::size_t count) { counts.push_back(count); });
  EXPECT_EQ(counts, (std::vector<std::size_t>{1, 2, 3}));
}

TEST_F(PngBandTest, RefusesWhatIsNoBandOfThePicture) {
  write(kIndexed, some_pixels(37 * 50), {20, 30});
  PngImage other = kIndexed;
  other.width = 38;
  EXPECT_THAT(refusal(other), HasSubstr("band0.png': it has rows of 37 pixels with 8 bits a channel"));
  other = kIndexed;
  other.palette[3].r = 0;
  EXPECT_THAT(refusal(other), HasSubstr("band0.png': it has another palette"));
  other = kIndexed;
  other.height = 49;
  EXPECT_THAT(refusal(other), HasSubstr("band1.png': it has 30 rows where 29 are missing"));
  other.height = 51;
  EXPECT_THAT(refusal(other), HasSubstr("1 rows of"));
  EXPECT_FALSE(std::filesystem::exists(joined_));
}

TEST_F(PngBandTest, RefusesFilesOfOtherPrograms) {
  write(kIndexed, some_pixels(37 * 50), {});
  bands_ = {folder_ / "whole.png"};
  EXPECT_THAT(refusal(kIndexed), HasSubstr("whole.png': its pixels are not compressed as those of a band"));
}

TEST_F(PngBandTest, RefusesMissingAndDamagedBands) {
  write(kIndexed, some_pixels(37 * 50), {20, 30});
  std::string content = content_of(bands_[1]);
  make_file(bands_[1], content.substr(0, content.size() - 20));
  EXPECT_THAT(refusal(kIndexed), HasSubstr("band1.png': it is cut or damaged"));
  content[content.size() / 2] ^= 1;
  make_file(bands_[1], content);
  EXPECT_THAT(refusal(kIndexed), HasSubstr("band1.png': it is cut or damaged"));
  make_file(bands_[1], "GIF89a");
  EXPECT_THAT(refusal(kIndexed), HasSubstr("band1.png': it is no PNG file"));
  bands_[1] = folder_ / "nothing.png";
  EXPECT_THAT(refusal(kIndexed), HasSubstr("nothing.png': there is no such file"));
}

TEST_F(PngBandTest, AWriterRefusesRowsThatAreTooManyOrMissing) {
  OutputFile file(joined_);
  PngBandWriter png(file, {.width = 2, .height = 2, .palette = {}, .text = {}});
  EXPECT_THROW(png.write_rows(Bytes(7)), Failure);
  EXPECT_THROW(png.write_rows(Bytes(18)), Failure);
  png.write_rows(Bytes(6));
  EXPECT_THROW(png.finish(), Failure);
}

}  // namespace
}  // namespace lyap
