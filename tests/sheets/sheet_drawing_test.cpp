#include "host/sheets/sheet_drawing.h"

#include "host/sheets/bitmap_font.h"

#include <gtest/gtest.h>

namespace lyap {
namespace {

TEST(FittingText, IsCutWithDotsWhereItIsTooLong) {
  EXPECT_EQ(fitting_text("twelve chars", text_width("twelve chars", 3), 3), "twelve chars");
  EXPECT_EQ(fitting_text("twelve chars", text_width("twelve chars", 3) - 1, 3), "twelve c...");
  EXPECT_EQ(fitting_text("twelve chars", text_width("1234", 2), 2), "t...");
  EXPECT_EQ(fitting_text("twelve chars", text_width("12", 2), 2), "..");
  EXPECT_EQ(fitting_text("twelve chars", 0, 2), "");
  EXPECT_EQ(fitting_text("", 0, 2), "");
}

}  // namespace
}  // namespace lyap
