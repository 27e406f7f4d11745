#include "host/jobs/output_places.h"

#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace lyap {
namespace {

class OutputPlacesTest : public ::testing::Test {
 protected:
  BatchJob still(const std::string& name) const {
    Settings settings;
    settings.add("sequence", "AB");
    settings.add("output", folder_ / name);
    return {read_still_job(settings)};
  }

  BatchJob film(const std::string& name, const std::string& range = "0:9") const {
    Settings settings;
    for (const auto& [field, text] : {std::pair("sequence", "ABC"), {"sweep", "C=2:3"}, {"frames", "20"}}) {
      settings.add(field, text);
    }
    settings.add("range", range);
    settings.add("output", folder_ / name);
    return {read_film_job(settings)};
  }

  /// What the second job would write over of the first, its folder left out; "" if nothing.
  std::string conflict(const BatchJob& first, const BatchJob& second) const {
    OutputPlaces places;
    EXPECT_FALSE(places.add(first));
    const auto found = places.add(second);
    if (!found) return "";
    EXPECT_EQ(found->job, 0U);
    return std::filesystem::path(found->path).filename().string();
  }

  TemporaryFolder folder_;
};

TEST_F(OutputPlacesTest, OfDifferentOutputsDiffer) {
  EXPECT_EQ(conflict(still("a.png"), still("b.png")), "");
  EXPECT_EQ(conflict(film("a.mp4"), film("b.mp4")), "");
  EXPECT_EQ(conflict(film("f_##.png"), film("f_#.png")), "") << "f_00 to f_09, and f_0 to f_9";
}

TEST_F(OutputPlacesTest, AreTheSameForOneFileUnderTwoPaths) {
  EXPECT_EQ(conflict(still("a.png"), still("./a.png")), "a.png");
}

TEST_F(OutputPlacesTest, IncludeTheFramesOfASequence) {
  EXPECT_EQ(conflict(film("x_#.png"), still("x_2.png")), "x_2.png");
  EXPECT_EQ(conflict(still("x_2.png"), film("x_#.png")), "x_2.png");
  EXPECT_EQ(conflict(still("x_12.png"), film("x_#.png")), "") << "the range ends with frame 9";
}

TEST_F(OutputPlacesTest, AreDifferentForTwoRangesOfOneSequence) {
  EXPECT_EQ(conflict(film("x_#.png", "0:9"), film("x_#.png", "10:19")), "");
  EXPECT_EQ(conflict(film("x_#.png", "0:9"), film("x_#.png", "9:19")), "x_9.png");
}

TEST_F(OutputPlacesTest, AreComparedFrameByFrameForTwoPatterns) {
  EXPECT_EQ(conflict(film("x_##.png", "0:12"), film("x_#.png", "5:15")), "x_10.png");
}

TEST_F(OutputPlacesTest, IncludeThePartThatAFilmIsUntilItIsWhole) {
  EXPECT_EQ(conflict(film("w.part.mp4"), film("w.mp4")), "w.part.mp4");
  EXPECT_EQ(conflict(film("w.mp4"), film("w.part.mp4")), "w.part.mp4");
  EXPECT_EQ(conflict(film("w.y4m"), film("w.part.y4m")), "w.part.y4m");
}

}  // namespace
}  // namespace lyap
