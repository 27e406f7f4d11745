#include "host/sheets/difference_sheet.h"

#include "host/base/error.h"
#include "host/drawing/rectangle.h"
#include "host/drawing/typeface.h"
#include "host/sheets/sheet_colors.h"
#include "host/system/output_file.h"
#include "tests/support/decoded_png.h"
#include "tests/support/message_of.h"
#include "tests/support/random_pictures.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const SheetTexts kTexts{"cuda f32", "cpu-avx2 f32", "AB 400 iterations", {{"Software", "lyap test"}}};

class DifferenceSheetTest : public ::testing::Test {
 protected:
  /// The sheet's file, made of bands of so many rows.
  std::string draw(const Pictures& pictures, int rows_per_band, const SheetTexts& texts = kTexts,
                   const std::string& verdict = "1 of 1200 pixels differ") const {
    OutputFile file(path_);
    DifferenceSheet sheet(file, pictures.size, texts);
    const auto width = static_cast<std::size_t>(pictures.size.width);
    const std::size_t band = width * static_cast<std::size_t>(rows_per_band);
    for (std::size_t at = 0; at < pictures.bins.size(); at += band) {
      const std::size_t count = std::min(band, pictures.bins.size() - at);
      sheet.add_rows(std::span(pictures.left).subspan(at, count), std::span(pictures.right).subspan(at, count),
                     std::span(pictures.bins).subspan(at, count));
    }
    sheet.finish(verdict);
    file.commit();
    return content_of(path_);
  }

  RgbImage drawn(const Pictures& pictures, const SheetTexts& texts = kTexts,
                 const std::string& verdict = "1 of 1200 pixels differ") const {
    draw(pictures, 7, texts, verdict);
    const DecodedPng png = read_png(path_);
    RgbImage image(static_cast<int>(png.width), static_cast<int>(png.height));
    EXPECT_EQ(png.pixels.size(), 3 * image.pixels.size());
    std::memcpy(image.pixels.data(), png.pixels.data(), png.pixels.size());
    return image;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "sheet.png";
};

/// The squares of a panel as a picture again; a square that is not of one colour fails the test.
std::vector<Rgb8> panel_of(RgbImage& sheet, Size picture, std::size_t panel) {
  const DifferenceLayout layout(picture);
  std::vector<Rgb8> colors;
  int torn = 0;
  for (int row = 0; row < picture.height; ++row) {
    for (int column = 0; column < picture.width; ++column) {
      const int left = layout.panel_left[panel] + column * layout.enlargement;
      const int top = layout.panels_top + row * layout.enlargement;
      colors.push_back(sheet.at(left, top));
      for (int i = 0; i < layout.enlargement * layout.enlargement; ++i) {
        torn += sheet.at(left + i % layout.enlargement, top + i / layout.enlargement) == colors.back() ? 0 : 1;
      }
    }
  }
  EXPECT_EQ(torn, 0);
  return colors;
}

/// The numbers of the rows that the sheet's marks point to, and of the columns.
std::vector<int> marked_rows(RgbImage& sheet, Size picture) {
  const DifferenceLayout layout(picture);
  std::vector<int> rows;
  for (int y = 0; y < layout.panel.height; ++y) {
    if (sheet.at(layout.row_marks_left, layout.panels_top + y) == kSheetForeground)
      rows.push_back(y / layout.enlargement);
  }
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

std::vector<int> marked_columns(RgbImage& sheet, Size picture) {
  const DifferenceLayout layout(picture);
  std::vector<int> columns;
  for (int x = 0; x < layout.panel.width; ++x) {
    const Rgb8 color = sheet.at(layout.panel_left[2] + x, layout.column_marks_top);
    if (color == kSheetForeground) columns.push_back(x / layout.enlargement);
  }
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return columns;
}

/// How many pixels of a part of the sheet are no paper.
int ink_in(RgbImage& sheet, const Rectangle& part) {
  int ink = 0;
  for (int y = part.top; y < part.top + part.height; ++y) {
    for (int x = part.left; x < part.left + part.width; ++x) ink += sheet.at(x, y) == kSheetBackground ? 0 : 1;
  }
  return ink;
}

/// From a single pixel over enlarged pictures, one of them as high as wide ones are broad, to those that are as large
/// as they are.
constexpr Size kSizes[] = {{1, 1}, {40, 30}, {7, 400}, {319, 3}, {640, 48}, {1000, 2}};

TEST_F(DifferenceSheetTest, PanelsHoldThePicturesPixels) {
  for (const Size size : kSizes) {
    SCOPED_TRACE(fmt::format("{}x{}", size.width, size.height));
    Pictures pictures(size);
    RgbImage sheet = drawn(pictures);
    EXPECT_EQ(panel_of(sheet, size, 0), pictures.left);
    EXPECT_EQ(panel_of(sheet, size, 1), pictures.right);
    EXPECT_EQ(panel_of(sheet, size, 2), std::vector<Rgb8>(pictures.bins.size(), UlpColors().of(-1)));
    EXPECT_THAT(marked_rows(sheet, size), ElementsAre());
    EXPECT_THAT(marked_columns(sheet, size), ElementsAre());
  }
}

TEST_F(DifferenceSheetTest, ASingleDifferingPixelIsDrawnInItsPlaceAndMarked) {
  for (const Size size : kSizes) {
    for (const auto& [column, row] :
         {std::pair(0, 0), std::pair(size.width / 3, size.height / 2), std::pair(size.width - 1, size.height - 1)}) {
      SCOPED_TRACE(fmt::format("{}x{} column {} row {}", size.width, size.height, column, row));
      const auto bin = static_cast<std::int8_t>((column + row) % kUlpBins);
      Pictures pictures(size);
      pictures.bins[pictures.number(column, row)] = bin;
      RgbImage sheet = drawn(pictures);
      std::vector<Rgb8> expected(pictures.bins.size(), UlpColors().of(-1));
      expected[pictures.number(column, row)] = UlpColors().of(bin);
      EXPECT_EQ(panel_of(sheet, size, 2), expected);
      EXPECT_THAT(marked_rows(sheet, size), ElementsAre(row));
      EXPECT_THAT(marked_columns(sheet, size), ElementsAre(column));
    }
  }
}

TEST_F(DifferenceSheetTest, MarksAreThickEnoughToSurviveShrinking) {
  // On a screen of 1920 pixels they are at least one of them thick.
  const Size size{3840, 12};
  const DifferenceLayout layout(size);
  EXPECT_GE(layout.mark_thickness * 1920, layout.sheet.width);
  Pictures pictures(size);
  for (const int row : {3, 11}) {
    pictures.bins.assign(pictures.bins.size(), -1);
    pictures.bins[pictures.number(3839, row)] = 0;
    RgbImage sheet = drawn(pictures);
    const int half = layout.half_mark_length;
    // Marks of the last row and column are as thick as others.
    const int below = layout.legend_baseline - layout.text_size - layout.panels_top;
    EXPECT_EQ(ink_in(sheet, {layout.row_marks_left + half, layout.panels_top, half, below}),
              half * layout.mark_thickness);
    EXPECT_EQ(ink_in(sheet, {layout.panel_left[2], layout.column_marks_top + half, layout.panel.width + half, half}),
              half * layout.mark_thickness);
  }
}

TEST_F(DifferenceSheetTest, ManyDifferencesMarkTheirRowsAndColumnsAndNoOthers) {
  Pictures pictures({40, 30});
  pictures.bins[pictures.number(3, 5)] = 0;
  pictures.bins[pictures.number(39, 5)] = 11;
  pictures.bins[pictures.number(3, 29)] = 4;
  RgbImage sheet = drawn(pictures);
  EXPECT_THAT(marked_rows(sheet, pictures.size), ElementsAre(5, 29));
  EXPECT_THAT(marked_columns(sheet, pictures.size), ElementsAre(3, 39));
}

TEST_F(DifferenceSheetTest, BandsOfAnyHeightGiveTheSameFile) {
  Pictures pictures({150, 41});
  for (const int row : {0, 7, 8, 40}) pictures.bins[pictures.number(2 * row, row)] = 3;
  const std::string expected = draw(pictures, 41);
  for (const int rows : {1, 4, 40}) EXPECT_TRUE(draw(pictures, rows) == expected) << rows;
  EXPECT_EQ(read_png(path_).text_of("Software"), "lyap test");
}

TEST_F(DifferenceSheetTest, TextsStayInTheirPlaces) {
  const std::string endless(5000, 'M');
  for (const Size size : {Size{1, 1}, Size{1, 4000}, Size{40, 30}, Size{2000, 3}}) {
    SCOPED_TRACE(fmt::format("{}x{}", size.width, size.height));
    const DifferenceLayout layout(size);
    RgbImage sheet = drawn(Pictures(size), {endless, endless, endless, {}}, endless);
    const Typeface typeface(layout.text_size);
    const int height = typeface.cap_height();
    const auto expect_within = [&](int left, int baseline, int width, int end) {
      const int top = baseline - height;
      EXPECT_GT(ink_in(sheet, {left, top, width, height}), 0);
      EXPECT_EQ(ink_in(sheet, {left + width, top, end - left - width, height}), 0);
    };
    expect_within(layout.margin, layout.title_baseline, layout.line_width(), layout.sheet.width);
    expect_within(layout.margin, layout.verdict_baseline, layout.line_width(), layout.sheet.width);
    expect_within(layout.panel_left[0], layout.labels_baseline, layout.label_width, layout.panel_left[1]);
    expect_within(layout.panel_left[1], layout.labels_baseline, layout.label_width, layout.panel_left[2]);
    expect_within(layout.panel_left[2], layout.labels_baseline, layout.label_width, layout.sheet.width);
    expect_within(layout.margin, layout.legend_baseline, layout.line_width(), layout.sheet.width);
  }
}

TEST_F(DifferenceSheetTest, SheetsTooLargeForAPngFileAreRefused) {
  const auto refusal_of = [&](Size size) {
    OutputFile file(path_);
    return message_of<InvalidInput>([&] { DifferenceSheet(file, size, kTexts); });
  };
  EXPECT_NO_THROW(DifferenceLayout({300'000, 1}));
  EXPECT_THAT(refusal_of({400'000, 1}), AllOf(HasSubstr("differences of 400000x1 pixels would have 1200"),
                                              HasSubstr("a PNG file has at most 1000000 on a side")));
  EXPECT_THAT(refusal_of({1, 1'000'000}), HasSubstr("at most 1000000"));
  EXPECT_THAT(refusal_of({1'000'000, 1'000'000}), HasSubstr("at most 1000000"));
}

TEST_F(DifferenceSheetTest, RowsMustBeWholeAndAllOfThem) {
  const Pictures pictures({4, 3});
  OutputFile file(path_);
  DifferenceSheet sheet(file, pictures.size, kTexts);
  const auto refusal_of = [&](std::size_t left, std::size_t right, std::size_t bins) {
    const std::vector<Rgb8> colors(16);
    const std::vector<std::int8_t> places(16);
    return message_of<Failure>([&] {
      sheet.add_rows(std::span(colors).first(left), std::span(colors).first(right), std::span(places).first(bins));
    });
  };
  EXPECT_THAT(refusal_of(4, 4, 8), HasSubstr("4, 4 and 8 pixels came where 3 rows of 4 are missing"));
  EXPECT_THAT(refusal_of(4, 8, 4), HasSubstr("4, 8 and 4 pixels"));
  EXPECT_THAT(refusal_of(5, 5, 5), HasSubstr("5, 5 and 5 pixels"));
  EXPECT_THAT(refusal_of(16, 16, 16), HasSubstr("16, 16 and 16 pixels"));
  EXPECT_EQ(refusal_of(8, 8, 8), "");
  EXPECT_THAT(message_of<Failure>([&] { sheet.finish(""); }), HasSubstr("1 of the pictures' rows are missing"));
}

}  // namespace
}  // namespace lyap
