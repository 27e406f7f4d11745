#include "host/sheets/contact_sheet.h"

#include "host/base/error.h"
#include "host/system/memory_sink.h"
#include "tests/support/message_of.h"

#include <cmath>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;

TEST(ContactSheet, IsAboutAsLargeAsTheFilm) {
  for (const Size film : {Size{640, 480}, Size{1920, 1080}, Size{3840, 2160}, Size{1080, 1920}}) {
    for (const SheetGrid grid : {SheetGrid{5, 4}, SheetGrid{3, 3}, SheetGrid{2, 1}}) {
      SCOPED_TRACE(fmt::format("{}x{}, {}x{}", film.width, film.height, grid.columns, grid.rows));
      const ContactSheetLayout layout(film, grid);
      EXPECT_LE(layout.sheet.width, film.width * 5 / 4);
      EXPECT_LE(layout.sheet.height, film.height * 5 / 4);
      EXPECT_TRUE(layout.sheet.width > film.width * 3 / 4 || layout.sheet.height > film.height * 3 / 4);
      // Frames have the film's shape, as near as whole pixels can.
      EXPECT_LE(std::abs(layout.frame.width * film.height - layout.frame.height * film.width), film.width);
      EXPECT_LT(layout.frame.width * grid.columns, layout.sheet.width);
      EXPECT_LT((layout.frame.height + layout.text_size) * grid.rows, layout.sheet.height);
    }
  }
}

TEST(ContactSheet, FramesOfSmallFilmsHaveRoomForCaptions) {
  const ContactSheetLayout layout({160, 120}, {10, 10});
  EXPECT_GE(layout.frame.width, Typeface(layout.text_size).width("frame 123, 0:01.23"));
}

TEST(ContactSheet, TakesAsManyFramesAsItHasPlaces) {
  const ContactSheetLayout layout({160, 120}, {2, 1});
  const std::vector<std::byte> frame(std::size_t{3} * static_cast<std::size_t>(layout.frame.width) *
                                     static_cast<std::size_t>(layout.frame.height));
  MemorySink sink;
  ContactSheet sheet(sink, layout, {});
  const auto refusal = [&](std::span<const std::byte> pixels) {
    return message_of<Failure>([&] { sheet.add_frame(pixels, "a frame"); });
  };
  EXPECT_THAT(refusal(std::span(frame).first(10)), HasSubstr("10 bytes came as frame 1 of 2"));
  EXPECT_EQ(refusal(frame), "");
  EXPECT_THAT(message_of<Failure>([&] { sheet.finish(); }), HasSubstr("1 frames are missing"));
  EXPECT_EQ(refusal(frame), "");
  EXPECT_THAT(refusal(frame), HasSubstr("frame 3 of 2"));
  EXPECT_EQ(message_of<Failure>([&] { sheet.finish(); }), "");
}

}  // namespace
}  // namespace lyap
