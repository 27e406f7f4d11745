#include "host/jobs/contact_sheet_job.h"

#include "host/base/error.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Settings sheet_settings(std::initializer_list<std::pair<const char*, const char*>> texts) {
  Settings settings;
  for (const auto& [field, text] : {std::pair("sequence", "ABC"),
                                    {"sweep", "C=2:3"},
                                    {"frames", "101"},
                                    {"output", "a.png"},
                                    {"contact-sheet", "3x2"}}) {
    settings.set(field, text);
  }
  for (const auto& [field, text] : texts) settings.set(field, text);
  return settings;
}

/// "FIELD: problem".
std::string refusal(std::initializer_list<std::pair<const char*, const char*>> texts) {
  try {
    read_contact_sheet_job(sheet_settings(texts));
    return "";
  } catch (const InvalidInput& error) {
    return error.field() + ": " + error.problem();
  }
}

TEST(ContactSheetJob, FramesAreSpreadEvenlyFromTheFirstToTheLast) {
  EXPECT_THAT(read_contact_sheet_job(sheet_settings({})).frames(), ElementsAre(0, 20, 40, 60, 80, 100));
  EXPECT_THAT(read_contact_sheet_job(sheet_settings({{"range", "10:20"}})).frames(),
              ElementsAre(10, 12, 14, 16, 18, 20));
  EXPECT_THAT(read_contact_sheet_job(sheet_settings({{"frames", "6"}})).frames(), ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_THAT(read_contact_sheet_job(sheet_settings({{"contact-sheet", "1x1"}})).frames(), ElementsAre(0));
}

TEST(ContactSheetJob, CaptionsTellFrameAndTime) {
  EXPECT_EQ(frame_caption(0, {30, 1}), "frame 0, 0:00.00");
  EXPECT_EQ(frame_caption(360, {30, 1}), "frame 360, 0:12.00");
  EXPECT_EQ(frame_caption(1799, {30, 1}), "frame 1799, 0:59.97");
  EXPECT_EQ(frame_caption(1800, {30000, 1001}), "frame 1800, 1:00.06");
}

TEST(ContactSheetJob, ErrorsNameTheFieldAtFault) {
  for (const char* grid : {"5", "0x4", "5x", "x", "5x101", "-1x2", "5x4x3", ""}) {
    EXPECT_THAT(refusal({{"contact-sheet", grid}}), StartsWith("contact-sheet: '" + std::string(grid) + "': COLUMNS"));
  }
  EXPECT_THAT(refusal({{"contact-sheet", "20x10"}}), HasSubstr("20x10 are 200 frames, of which the film has 101"));
  EXPECT_THAT(refusal({{"output", "a.mp4"}}), HasSubstr("output: 'a.mp4': a contact sheet is one picture"));
  EXPECT_THAT(refusal({{"output", "a_###.png"}}), StartsWith("output: "));
  EXPECT_EQ(refusal({{"codec", "libx265"}}), "") << "what a film file says of the film";
  EXPECT_THAT(refusal({{"preview", "true"}}), StartsWith("preview: "));
}

}  // namespace
}  // namespace lyap
