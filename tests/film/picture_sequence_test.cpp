#include "host/base/error.h"
#include "host/system/file_to_replace.h"
#include "tests/film/small_film.h"
#include "tests/support/child_process.h"
#include "tests/support/decoded_png.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <atomic>
#include <csignal>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PictureSequenceTest : public ::testing::Test {
 protected:
  std::string pattern_in(const std::string& folder) const { return folder_ / folder + "/frame_##.png"; }

  TemporaryFolder folder_;
  std::string pattern_ = folder_ / "frame_##.png";
};

std::string failure_of(const PictureSequenceSpec& spec) {
  return message_of<Failure>([&] { const PictureSequence sequence(spec); });
}

TEST_F(PictureSequenceTest, WritesEachFrameIntoAFileOfItsOwn) {
  make_small_film(small_film(pattern_, 99, 100), {99, 100});
  EXPECT_THAT(folder_.names(), ElementsAre("frame_100.png", "frame_99.png"));
  for (const std::int64_t frame : {99, 100}) {
    const DecodedPng image = read_png(FrameNames(pattern_).name(frame));
    EXPECT_EQ(image.pixels, small_frame(frame));
    EXPECT_EQ(image.palette, describe_small_frame(frame).palette);
    EXPECT_EQ(image.text_of("Comment"), describe_small_frame(frame).text.back().value);
  }
}

TEST_F(PictureSequenceTest, WrittenByManyThreadsHoldsTheSameBytes) {
  constexpr std::int64_t kFrames = 40;
  fs::create_directory(folder_ / "one");
  fs::create_directory(folder_ / "many");
  PictureSequenceSpec spec = small_film(pattern_in("one"), 0, kFrames - 1);
  PictureSequence in_order(spec);
  EXPECT_EQ(in_order.writers(), 1);
  for (std::int64_t frame = 0; frame < kFrames; ++frame) in_order.write(frame, small_frame(frame));
  in_order.finish();

  spec.pattern = pattern_in("many");
  spec.writers = 4;
  PictureSequence at_once(spec);
  EXPECT_EQ(at_once.writers(), 4);
  std::atomic<std::int64_t> next = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(4);
    for (int i = 0; i < spec.writers; ++i) {
      threads.emplace_back([&] {
        for (std::int64_t frame = next++; frame < kFrames; frame = next++) at_once.write(frame, small_frame(frame));
      });
    }
  }
  at_once.finish();
  for (std::int64_t frame = 0; frame < kFrames; ++frame) {
    const std::string content = content_of(FrameNames(pattern_in("one")).name(frame));
    ASSERT_FALSE(content.empty());
    EXPECT_EQ(content_of(FrameNames(pattern_in("many")).name(frame)), content);
  }
}

TEST_F(PictureSequenceTest, LooksBeforeTheFirstFrame) {
  EXPECT_THROW(PictureSequence(small_film(folder_ / "#_#.png", 0, 1)), InvalidInput);
  EXPECT_THAT(failure_of(small_film(pattern_in("no"), 0, 1)), HasSubstr("there is no folder"));
  EXPECT_THAT(failure_of(small_film(folder_ / std::string(255, 'a') + "#", 0, 1)), HasSubstr("too long"));
  EXPECT_THAT(failure_of(small_film(folder_ / std::string(254, 'a') + "#", 0, 10)), HasSubstr("too long"));
  EXPECT_THAT(failure_of(small_film(folder_ / std::string(254, 'a') + "#", 0, 9)), IsEmpty());
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(PictureSequenceTest, RefusesAFolderThatTheUserMayNotWrite) {
  fs::create_directory(folder_ / "closed");
  fs::permissions(folder_ / "closed", fs::perms(0555));
  fs::permissions(folder_.path(), fs::perms(0755));
  const std::string failure = in_child([&] {
    // The superuser may write everywhere.
    if (::geteuid() == 0 && ::seteuid(65534) != 0) return std::string("cannot change the user");
    return failure_of(small_film(pattern_in("closed"), 0, 1));
  });
  EXPECT_THAT(failure, AllOf(HasSubstr("no file can be made in the folder"), HasSubstr("Permission denied")));
}

TEST_F(PictureSequenceTest, RefusesFramesWhoseNamesAreTaken) {
  fs::create_directory(folder_ / "frame_05.png");
  ASSERT_EQ(::mkfifo((folder_ / "frame_07.png").c_str(), 0600), 0);
  EXPECT_EQ(failure_of(small_film(pattern_, 0, 6)),
            "cannot write '" + folder_ / "frame_05.png" + "': it is a directory; move it away or choose another name");
  EXPECT_THAT(failure_of(small_film(pattern_, 6, 7)), HasSubstr("no regular file"));
  EXPECT_THAT(failure_of(small_film(pattern_, 0, 4)), IsEmpty());
}

TEST_F(PictureSequenceTest, AFrameThatCannotBeWrittenWholeLeavesTheOldOne) {
  make_file(folder_ / "frame_00.png", "old");
  const std::string failure = in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    PictureSequence sequence(small_film(pattern_, 0, 0));
    // Smaller than any PNG file: as if the disk were full.
    const rlimit limit = {50, 50};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return std::string("cannot set the limit");
    return message_of<Failure>([&] { sequence.write(0, small_frame(0)); });
  });
  EXPECT_THAT(failure, AllOf(HasSubstr("frame_00.png': File too large"), HasSubstr("ulimit -f")));
  EXPECT_EQ(content_of(folder_ / "frame_00.png"), "old");
  EXPECT_THAT(folder_.names(), ElementsAre("frame_00.png"));
}

TEST_F(PictureSequenceTest, FinishMissesFramesThatHaveGoneOrChanged) {
  PictureSequence sequence(small_film(pattern_, 0, 2));
  for (const std::int64_t frame : {0, 1, 2}) sequence.write(frame, small_frame(frame));
  fs::resize_file(folder_ / "frame_01.png", 60);
  EXPECT_THAT(message_of<Failure>([&] { sequence.finish(); }),
              EndsWith("frame_01.png' was written and has been changed since; resuming makes it again"));
  fs::remove(folder_ / "frame_01.png");
  EXPECT_THAT(message_of<Failure>([&] { sequence.finish(); }),
              HasSubstr("frame_01.png' was written and has been removed"));
  sequence.write(1, small_frame(1));
  EXPECT_NO_THROW(sequence.finish());
}

TEST_F(PictureSequenceTest, AFilmThatEndsEarlyKeepsItsFrames) {
  PictureSequence sequence(small_film(pattern_, 0, 9));
  EXPECT_EQ(sequence.keep_part(), "");
  sequence.write(3, small_frame(3));
  EXPECT_EQ(sequence.keep_part(), "1 frame is written; resuming goes on from there");
  sequence.write(5, small_frame(5));
  EXPECT_EQ(sequence.keep_part(), "2 frames are written; resuming goes on from there");
  EXPECT_THAT(folder_.names(), ElementsAre("frame_03.png", "frame_05.png"));
}

TEST_F(PictureSequenceTest, TidiesUpAfterKilledRunsOfTheSameFrames) {
  make_file(folder_ / ".frame_03.png.01234567.part", "cut");
  make_file(folder_ / ".frame_09.png.01234567.part", "cut");
  make_file(folder_ / ".other_03.png.01234567.part", "cut");
  const PictureSequence sequence(small_film(pattern_, 0, 8));
  EXPECT_THAT(folder_.names(), ElementsAre(".frame_09.png.01234567.part", ".other_03.png.01234567.part"));
}

TEST_F(PictureSequenceTest, TidiesUpFramesWithLongNamesToo) {
  const std::string start(150, 'n');
  make_file(folder_ / ("." + shortened_name(start + "3.png") + ".01234567.part"), "cut");
  const std::string other = "." + shortened_name(start + "9.png") + ".01234567.part";
  make_file(folder_ / other, "cut");
  const PictureSequence sequence(small_film(folder_ / (start + "#.png"), 0, 8));
  EXPECT_THAT(folder_.names(), ElementsAre(other));
}

}  // namespace
}  // namespace lyap
