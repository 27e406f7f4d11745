#include "host/axes/axes_picture.h"

#include "host/base/error.h"
#include "host/system/memory_sink.h"
#include "tests/support/decoded_png.h"
#include "tests/support/message_of.h"
#include "tests/support/random.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;

class AxesPictureTest : public ::testing::Test {
 protected:
  AnnotatedPicture annotated(Size size, const Annotations& annotations = {true, true}) const {
    return {annotations, size, {'A', {2, 4}}, {'B', {2, 4}}, {find_palette("viridis"), Quantity::kExponent, 8, {}}};
  }

  PngImage image(Size size, bool is_indexed) const {
    return {static_cast<std::uint32_t>(size.width),
            static_cast<std::uint32_t>(size.height),
            is_indexed ? find_palette("viridis").entries : std::vector<Rgb8>{},
            {{"Title", "a title"}}};
  }

  std::vector<std::byte> noise(std::size_t bytes) const {
    Random random(7);
    std::vector<std::byte> pixels(bytes);
    for (std::byte& value : pixels) value = static_cast<std::byte>(random.between(0, 255));
    return pixels;
  }

  /// The file, made of bands of so many rows.
  std::string file(Size size, bool is_indexed, int rows_per_band, const std::vector<std::byte>& pixels) const {
    MemorySink sink;
    AxesPicture picture(sink, image(size, is_indexed), annotated(size));
    const std::size_t band =
        pixels.size() / static_cast<std::size_t>(size.height) * static_cast<std::size_t>(rows_per_band);
    for (std::size_t at = 0; at < pixels.size(); at += band) {
      picture.write_rows(std::span(pixels).subspan(at, std::min(band, pixels.size() - at)));
    }
    picture.finish();
    return {reinterpret_cast<const char*>(sink.bytes().data()), sink.bytes().size()};
  }

  DecodedPng decoded(const std::string& bytes) const {
    make_file(folder_ / "a.png", bytes);
    return read_png(folder_ / "a.png");
  }

  TemporaryFolder folder_;
};

TEST_F(AxesPictureTest, ThePicturesPixelsStayWhatTheyAre) {
  const Size size{150, 90};
  const std::vector<Rgb8> palette = find_palette("viridis").entries;
  for (const bool is_indexed : {true, false}) {
    const auto pixels = noise(std::size_t{150} * 90 * (is_indexed ? 1 : 3));
    const DecodedPng figure = decoded(file(size, is_indexed, 90, pixels));
    const AxesLayout layout(annotated(size));
    ASSERT_EQ(figure.width, static_cast<std::uint32_t>(layout.figure.width));
    ASSERT_EQ(figure.height, static_cast<std::uint32_t>(layout.figure.height));
    int different = 0;
    for (std::size_t i = 0; i < std::size_t{150} * 90; ++i) {
      const std::size_t row = static_cast<std::size_t>(layout.picture.top) + i / 150;
      const std::size_t column = static_cast<std::size_t>(layout.picture.left) + i % 150;
      const std::byte* shown = &figure.pixels[3 * (row * figure.width + column)];
      const Rgb8 color = palette[std::to_integer<std::size_t>(pixels[i])];
      const std::byte indexed[] = {std::byte{color.r}, std::byte{color.g}, std::byte{color.b}};
      different += std::equal(shown, shown + 3, is_indexed ? indexed : &pixels[3 * i]) ? 0 : 1;
    }
    EXPECT_EQ(different, 0) << is_indexed;
    EXPECT_EQ(figure.text_of("Title"), "a title");
  }
}

TEST_F(AxesPictureTest, BandsOfAnyHeightGiveTheSameFile) {
  const auto pixels = noise(std::size_t{150} * 90);
  const std::string expected = file({150, 90}, true, 90, pixels);
  for (const int rows : {1, 7, 89}) EXPECT_TRUE(file({150, 90}, true, rows, pixels) == expected) << rows;
}

// The bar has the palette's last colour at its upper end and the first one at its lower.
TEST_F(AxesPictureTest, TheBarShowsThePaletteFromBelow) {
  const Size size{40, 512};
  const DecodedPng figure = decoded(file(size, true, 512, noise(std::size_t{40} * 512)));
  const AxesLayout layout(annotated(size));
  const std::vector<Rgb8> palette = find_palette("viridis").entries;
  for (int row = 0; row < 512; ++row) {
    const std::size_t at =
        3 * (static_cast<std::size_t>(layout.bar.top + row) * figure.width + static_cast<std::size_t>(layout.bar.left));
    const Rgb8 expected = palette[static_cast<std::size_t>((511 - row) / 2)];
    EXPECT_EQ(std::to_integer<int>(figure.pixels[at]), expected.r) << row;
    EXPECT_EQ(std::to_integer<int>(figure.pixels[at + 1]), expected.g) << row;
  }
}

TEST_F(AxesPictureTest, RowsMustBeWholeAndAllOfThem) {
  MemorySink sink;
  AxesPicture picture(sink, image({40, 30}, true), annotated({40, 30}));
  const auto refusal = [&](std::size_t bytes) {
    return message_of<Failure>([&] { picture.write_rows(std::vector<std::byte>(bytes)); });
  };
  EXPECT_THAT(refusal(41), HasSubstr("41 bytes of pixels came where 30 rows of 40 bytes are missing"));
  EXPECT_THAT(refusal(40 * 31), HasSubstr("1240 bytes"));
  EXPECT_EQ(refusal(40 * 29), "");
  EXPECT_THAT(message_of<Failure>([&] { picture.finish(); }), HasSubstr("1 of the picture's rows are missing"));
}

TEST_F(AxesPictureTest, FiguresTooLargeForAPngFileAreRefused) {
  MemorySink sink;
  EXPECT_THAT(message_of<InvalidInput>([&] {
                AxesPicture(sink, image({1'000'000, 10}, true), annotated({1'000'000, 10}));
              }),
              HasSubstr("a PNG file cannot have 1000"));
}

}  // namespace
}  // namespace lyap
