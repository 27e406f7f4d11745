#include "host/film/missing_frames.h"

#include "host/base/error.h"
#include "host/system/output_file.h"
#include "tests/film/small_film.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::IsEmpty;

constexpr const char* kAdvice = "; use another name, or make all frames anew instead of resuming";

std::map<std::string, std::string> contents_of(const TemporaryFolder& folder) {
  std::map<std::string, std::string> contents;
  for (const std::string& name : folder.names()) contents[name] = content_of(folder / name);
  return contents;
}

class MissingFramesTest : public ::testing::Test {
 protected:
  PictureSequenceSpec film() const { return small_film(folder_ / "frame_####.png", 0, 9); }

  std::string frame(int number) const { return folder_ / fmt::format("frame_{:04}.png", number); }

  /// Makes all frames, and frame 7 from another description; says why the film cannot be resumed.
  std::string refusal_where_frame_7_is(const PngImage& image) const {
    make_small_film(film(), {0, 1, 2, 3, 4, 5, 6, 8, 9});
    OutputFile file(frame(7));
    PngWriter png(file, image);
    const std::size_t row = image.width * (image.palette.empty() ? std::size_t{3} : std::size_t{1});
    png.write_rows(std::vector<std::byte>(row * image.height));
    png.finish();
    file.commit();
    return message_of<InvalidInput>([&] { missing_frames(film()); });
  }

  std::string refusal(const std::string& difference) const {
    return fmt::format("'{}' was {}{}", frame(7), difference, kAdvice);
  }

  TemporaryFolder folder_;
};

TEST_F(MissingFramesTest, AreAllAtFirstAndNoneAtLast) {
  EXPECT_THAT(missing_frames(film()), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  make_small_film(film(), {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  EXPECT_THAT(missing_frames(film()), IsEmpty());
}

TEST_F(MissingFramesTest, AreThoseThatARunDidNotFinish) {
  const TemporaryFolder whole;
  make_small_film(small_film(whole / "frame_####.png", 0, 9), {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});

  make_small_film(film(), {0, 2, 3, 4, 6, 7, 8});
  fs::resize_file(frame(3), fs::file_size(frame(3)) - 1);
  fs::resize_file(frame(8), 0);
  make_file(folder_ / ".frame_0005.png.89abcdef.part", "cut");
  const std::vector<std::int64_t> missing = missing_frames(film());
  EXPECT_THAT(missing, ElementsAre(1, 3, 5, 8, 9));

  make_small_film(film(), missing);
  EXPECT_EQ(contents_of(folder_), contents_of(whole));
}

TEST_F(MissingFramesTest, AreOnlyThoseThatAreAskedFor) {
  make_small_film(film(), {0, 4, 9});
  make_file(frame(2), "a letter");
  PictureSequenceSpec spec = film();
  spec.first = 3;
  spec.last = 5;
  EXPECT_THAT(missing_frames(spec), ElementsAre(3, 5));
}

TEST_F(MissingFramesTest, AreNotLookedForAmongFramesOfOtherOptions) {
  PngImage image = describe_small_frame(7);
  image.text[2].value = "lyap render 'AB' --size 5x3 --iterations 300 --x0 0.7";
  EXPECT_EQ(refusal_where_frame_7_is(image), refusal("made with --iterations 300, now it is 400"));
}

TEST_F(MissingFramesTest, AreNotLookedForAmongFramesOfAnotherOrder) {
  EXPECT_EQ(refusal_where_frame_7_is(describe_small_frame(6)), refusal("made with --x0 0.6, now it is 0.7"));
}

TEST_F(MissingFramesTest, AreNotLookedForAmongFramesOfAnotherVersion) {
  PngImage image = describe_small_frame(7);
  image.text[0].value = "lyap 0.0.1";
  EXPECT_EQ(refusal_where_frame_7_is(image), refusal(fmt::format("made by 'lyap 0.0.1', this is 'lyap {}'", kVersion)));
}

TEST_F(MissingFramesTest, AreNotLookedForAmongPicturesThatWereChanged) {
  PngImage image = describe_small_frame(7);
  image.height = 4;
  EXPECT_EQ(refusal_where_frame_7_is(image), refusal("changed to 5x4 pixels, now it is 5x3"));
  image = describe_small_frame(7);
  image.palette[1] = {1, 1, 1};
  EXPECT_EQ(refusal_where_frame_7_is(image), refusal("made with other colours under the same palette name"));
}

TEST_F(MissingFramesTest, AreNotLookedForAmongPicturesOfOtherPrograms) {
  const std::string refused = refusal("not made by lyap");
  PngImage image = describe_small_frame(7);
  image.text.clear();
  EXPECT_EQ(refusal_where_frame_7_is(image), refused);
  image.text = {{"Software", "gnuplot"}, {"Comment", describe_small_frame(7).text[2].value}};
  EXPECT_EQ(refusal_where_frame_7_is(image), refused);
  image.text = {{"Software", "lyap 0.0.1"}};
  EXPECT_EQ(refusal_where_frame_7_is(image), refused);
}

TEST_F(MissingFramesTest, DoNotReplaceOtherFiles) {
  make_file(frame(4), "a letter");
  EXPECT_EQ(message_of<InvalidInput>([&] { missing_frames(film()); }),
            fmt::format("'{}' is no PNG file; use another name, or move it away", frame(4)));
  fs::remove(frame(4));
  fs::create_directory(frame(4));
  EXPECT_THAT(message_of<InvalidInput>([&] { missing_frames(film()); }), EndsWith("use another name, or move it away"));
}

TEST_F(MissingFramesTest, AreFoundAmongExrFilesToo) {
  PictureSequenceSpec spec = film();
  spec.pattern = folder_ / "frame_##.exr";
  spec.format = PictureFormat::kExr;
  spec.describe = [](std::int64_t number) {
    PngImage image = describe_small_frame(number);
    image.palette.clear();
    return image;
  };
  PictureSequence sequence(spec);
  const std::vector<std::byte> pixels(std::size_t{5} * 3 * 6);
  for (const std::int64_t number : {0, 1, 2, 4, 5}) sequence.write(number, pixels);
  fs::resize_file(folder_ / "frame_04.exr", fs::file_size(folder_ / "frame_04.exr") - 1);
  EXPECT_THAT(missing_frames(spec), ElementsAre(3, 4, 6, 7, 8, 9));
  spec.describe = describe_small_frame;
  fs::rename(folder_ / "frame_01.exr", folder_ / "frame_03.exr");
  EXPECT_THAT(message_of<InvalidInput>([&] { missing_frames(spec); }), testing::HasSubstr("palette name"));
}

TEST_F(MissingFramesTest, AreNotLookedForAfterAStopRequest) {
  std::stop_source stop;
  EXPECT_NO_THROW(missing_frames(film(), stop.get_token()));
  stop.request_stop();
  EXPECT_THROW(missing_frames(film(), stop.get_token()), Interrupted);
}

}  // namespace
}  // namespace lyap
