#include "host/jobs/recipe_file.h"

#include "host/base/error.h"
#include "host/base/version.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line.h"
#include "host/system/output_file.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <cstddef>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class RecipeFileTest : public ::testing::Test {
 protected:
  /// A PNG file with this metadata.
  void write(const std::vector<PngText>& text) const {
    PngImage image{.width = 1, .height = 1, .palette = {}, .text = text};
    OutputFile file(path_);
    PngWriter png(file, image);
    const std::vector<std::byte> pixel(3);
    png.write_rows(pixel);
    png.finish();
    file.commit();
  }

  /// The metadata of a picture, with other texts under `keyword`.
  static std::vector<PngText> texts_with(const std::string& keyword, const std::string& value) {
    const RenderSpec spec{.sequence = Sequence::parse("AB"), .size = {4, 3}, .constants = {}};
    std::vector<PngText> text = picture_file_of(spec, find_palette("jet")).text;
    for (PngText& entry : text) {
      if (entry.keyword == keyword) entry.value = value;
    }
    return text;
  }

  Recipe read() const { return read_recipe_file(path_, "/there/is/no/ffmpeg", {}); }

  /// The error of reading, which is InvalidInput that names no field and fits a line.
  std::string error() const {
    const std::string message = message_of<InvalidInput>([&] { read(); });
    EXPECT_THAT(message, HasSubstr("a.png': "));
    EXPECT_THAT(message, Not(HasSubstr("\n")));
    return message;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "a.png";
};

TEST_F(RecipeFileTest, OfAPictureIsReadWithoutFfmpeg) {
  write(texts_with("", ""));
  EXPECT_EQ(command_line_of(read()),
            "lyap render 'AB' --horizontal A=2:4 --vertical B=2:4 --size 4x3 --iterations 400 "
            "--transient 0 --phase 1 --x0 0.5 --precision f32 --palette 'jet'");
}

TEST_F(RecipeFileTest, OlderPicturesHaveACommandLineAlone) {
  const std::string line = "lyap render 'AB' --size 4x3 --palette 'my.map'";
  write({{"Software", "lyap 0.1.0"}, {"Comment", line}, {"Colors", "0badcafe"}});
  EXPECT_EQ(command_line_of(read()), line);
  EXPECT_EQ(read().version, "0.1.0");
  EXPECT_EQ(read().colors, "0badcafe");
}

TEST_F(RecipeFileTest, WhatIsNoPictureOfLyapIsRefused) {
  EXPECT_THAT(error(), HasSubstr("there is no such file"));
  make_file(path_, "text");
  EXPECT_THAT(error(), HasSubstr("it is no PNG, EXR or NPZ file and no film that lyap could have made"));
  write({});
  EXPECT_THAT(error(), HasSubstr("it does not say how lyap made it"));
  write({{"Software", "lyap 0.1.0"}});  // as palette sheets have it
  EXPECT_THAT(error(), HasSubstr("it does not say how lyap made it"));
  write({{"Software", "gnuplot"}, {"Comment", "lyap render 'AB'"}});
  EXPECT_THAT(error(), HasSubstr("it does not say how lyap made it"));
}

TEST_F(RecipeFileTest, WhatIsCutOrDamagedIsRefused) {
  write(texts_with("", ""));
  const std::string whole = content_of(path_);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    make_file(path_, whole.substr(0, i));
    EXPECT_NE(error(), "") << i << " bytes";
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    make_file(path_, damaged);
    EXPECT_NE(error(), "") << "byte " << i;
  }
}

// More than a mebibyte of texts is not kept of a PNG file; the command line that stands beside the recipe still counts.
TEST_F(RecipeFileTest, AHugeRecipeIsNotRead) {
  const std::string huge = "{\"lyap\":\"" + std::string(std::size_t{4} << 20U, '1') + "\"}";
  write(texts_with("Recipe", huge));
  EXPECT_THAT(command_line_of(read()), HasSubstr("lyap render 'AB' "));
  write({{"Software", "lyap 0.1.0"}, {"Recipe", huge}});
  EXPECT_THAT(error(), HasSubstr("it does not say how lyap made it"));
  write(texts_with("Recipe", std::string(1'000'000, '[')));
  EXPECT_THAT(error(), HasSubstr("the recipe is damaged"));
}

TEST_F(RecipeFileTest, ARecipeOfANewerVersionIsRefused) {
  write(texts_with("Recipe", "{\"lyap\":\"9.0.0\",\"command\":\"render\",\"sequence\":\"AB\",\"new\":{\"a\":1}}"));
  EXPECT_THAT(error(), HasSubstr("the recipe is of lyap 9.0.0"));
}

TEST_F(RecipeFileTest, ValuesAreCheckedAsThoseOfAJob) {
  const std::string start = "{\"lyap\":\"" + std::string(kVersion) + "\",\"command\":";
  for (const std::string fields :
       {"\"render\"", "\"render\",\"sequence\":\"--output=x\"", "\"render\",\"sequence\":\"AB\",\"size\":\"0x0\"",
        "\"render\",\"sequence\":\"ABC\"", "\"render\",\"sequence\":\"AB\",\"x0\":\"7\"",
        "\"animate\",\"sequence\":\"AB\"", "\"animate\",\"sequence\":\"ABC\",\"sweep\":[\"C=2:3\"],\"range\":\"a\""}) {
    write(texts_with("Recipe", start + fields + "}"));
    EXPECT_NE(error(), "") << fields;
  }
}

}  // namespace
}  // namespace lyap
