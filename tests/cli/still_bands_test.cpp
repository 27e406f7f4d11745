#include "host/jobs/still_bands.h"

#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/jobs/closed_tone.h"
#include "host/spec/settings.h"
#include "tests/support/decoded_png.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;

class StillBandsTest : public ::testing::Test {
 protected:
  StillBandsTest() : backend_(make_chosen_backend("cpu", {.threads = 2}).backend) {
    for (const auto& [field, text] : {std::pair("sequence", "AABAB"), {"width", "61"}, {"height", "50"}}) {
      fields_.set(field, text);
    }
  }

  StillJob job(const std::string& output) const {
    Settings fields = fields_;
    fields.set("output", folder_ / output);
    StillJob job = read_still_job(fields);
    job.spec.tone = closed_tone(job.spec, *backend_, {});
    return job;
  }

  /// Renders the picture whole, and in bands of 32 and 18 rows, which it joins; the names of both files.
  std::pair<std::string, std::string> rendered_and_joined(const std::string& ending) const {
    const StillJob whole = job("whole" + ending);
    run_still(whole, *backend_, {});
    const StillJob parted = job("joined" + ending);
    const std::vector<std::string> bands{folder_ / ("0" + ending), folder_ / ("1" + ending)};
    // In any order, as machines do.
    run_still_band(parted, {32, 18}, bands[1], *backend_, {});
    run_still_band(parted, {0, 32}, bands[0], *backend_, {});
    join_still_bands(parted, bands, {});
    return {whole.output, parted.output};
  }

  void expect_same_png() const {
    const auto [whole, joined] = rendered_and_joined(".png");
    const DecodedPng expected = read_png(whole);
    const DecodedPng found = read_png(joined);
    ASSERT_FALSE(expected.pixels.empty());
    EXPECT_EQ(found.pixels, expected.pixels);
    EXPECT_EQ(found.text, expected.text);
  }

  TemporaryFolder folder_;
  std::unique_ptr<Backend> backend_;
  Settings fields_;
};

TEST_F(StillBandsTest, MakeThePictureOfOneMachine) {
  expect_same_png();
}

TEST_F(StillBandsTest, SoTheyDoWithColorsOf16Bits) {
  fields_.set("depth", "16");
  expect_same_png();
}

TEST_F(StillBandsTest, SoTheyDoWithAveragesOfSamplesThatReachAcrossRows) {
  fields_.set("samples", "3");
  fields_.set("filter", "lanczos");
  expect_same_png();
}

TEST_F(StillBandsTest, SoTheyDoWithTonesThatArePictures) {
  fields_.set("tone", "quantile");
  expect_same_png();
}

TEST_F(StillBandsTest, ExrFilesHaveEveryByteOfOneMachine) {
  const auto [whole, joined] = rendered_and_joined(".exr");
  ASSERT_FALSE(content_of(whole).empty());
  EXPECT_EQ(content_of(joined), content_of(whole));
}

TEST_F(StillBandsTest, SoHaveThoseOfAverages) {
  fields_.set("samples", "2");
  const auto [whole, joined] = rendered_and_joined(".exr");
  EXPECT_EQ(content_of(joined), content_of(whole));
}

TEST_F(StillBandsTest, ExrBandsOfAnotherPlaceOrPictureAreRefused) {
  const StillJob parted = job("joined.exr");
  run_still_band(parted, {0, 32}, folder_ / "0.exr", *backend_, {});
  run_still_band(parted, {32, 18}, folder_ / "1.exr", *backend_, {});
  const auto refusal = [&](const StillJob& picture, const std::vector<std::string>& names) {
    std::vector<std::string> bands;
    for (const std::string& name : names) bands.push_back(folder_ / name);
    return message_of<InvalidInput>([&] { join_still_bands(picture, bands, {}); });
  };
  EXPECT_THAT(refusal(parted, {"1.exr", "0.exr"}),
              HasSubstr("1.exr': it has the rows 32 to 49, where those from 0 on"));
  EXPECT_THAT(refusal(parted, {"0.exr"}), HasSubstr("18 rows of"));
  EXPECT_THAT(refusal(parted, {"0.exr", "2.exr"}), HasSubstr("2.exr': there is no such file"));
  fields_.set("precision", "f64");
  EXPECT_THAT(refusal(job("joined.exr"), {"0.exr", "1.exr"}), HasSubstr("0.exr': it is of another picture"));
  const std::string band = content_of(folder_ / "1.exr");
  make_file(folder_ / "1.exr", band.substr(0, band.size() - 100));
  EXPECT_THAT(refusal(parted, {"0.exr", "1.exr"}), HasSubstr("1.exr': it is "));
  EXPECT_FALSE(std::filesystem::exists(parted.output));
}

TEST_F(StillBandsTest, WhatIsNoPictureOfRowsAloneIsRefused) {
  for (const std::string field : {"axes", "colorbar", "save-exponents", "save-period"}) {
    Settings fields = fields_;
    fields.set("output", folder_ / "a.png");
    fields.set(field, field.starts_with("save") ? folder_ / "a.npy" : "true");
    EXPECT_THAT(message_of<InvalidInput>([&] { check_is_of_bands(read_still_job(fields)); }), HasSubstr(field));
  }
  EXPECT_THROW(check_is_of_bands(read_still_job(fields_)), InvalidInput);
  EXPECT_NO_THROW(check_is_of_bands(job("a.png")));
}

}  // namespace
}  // namespace lyap
