#include "host/explore/job_queue.h"
#include "tests/explore/queue_under_test.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// What becomes of a film, and of a picture behind it.
class FailingJobTest : public JobQueueTest {
 protected:
  QueuedJob failed(JobQueueSettings settings, Settings fields = film_fields_of(12)) {
    JobQueue queue(std::move(settings));
    const std::int64_t film = queue.add(OrderedCommand::kAnimate, std::move(fields), "a.mp4");
    const std::int64_t next = queue.add(OrderedCommand::kRender, still_fields_of(), "next.png");
    EXPECT_EQ(ended(queue, next).state, JobState::kDone);
    QueuedJob job = told(queue, film);
    EXPECT_EQ(job.state, JobState::kFailed);
    EXPECT_FALSE(queue.open_file(film));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "a.mp4"));
    return job;
  }
};

TEST_F(FailingJobTest, WithoutFfmpegItSaysWhatIsMissing) {
  JobQueueSettings without = settings();
  without.ffmpeg = "no-such-ffmpeg";
  EXPECT_THAT(failed(without).message, HasSubstr("no-such-ffmpeg"));
}

TEST_F(FailingJobTest, AnEncoderThatIsKilledIsNamed) {
  replace_ffmpeg("head -c 10000 >/dev/null; kill -KILL $$");
  EXPECT_THAT(failed(settings()).message, AllOf(StartsWith("cannot write '"), HasSubstr("was killed by signal 9")));
}

TEST_F(FailingJobTest, AFullDiskIsTheReason) {
  // A file has room for one block of 512 bytes, as if the disk were full behind it.
  replace_ffmpeg("trap '' XFSZ; ulimit -f 1; exec ffmpeg \"$@\"");
  EXPECT_THAT(failed(settings()).message, AllOf(StartsWith("cannot write '"), HasSubstr("File too large")));
}

TEST_F(FailingJobTest, AnEncoderThatFfmpegLacksIsRefusedInItsWords) {
  Settings fields = film_fields_of(3);
  fields.set("codec", "no_such_codec");
  EXPECT_THAT(failed(settings(), fields).message, HasSubstr("no_such_codec"));
}

TEST_F(FailingJobTest, ABackendThatCannotBeMadeFailsEachJob) {
  JobQueueSettings without = settings();
  without.backend.backend = "no-such-backend";
  JobQueue queue(without);
  for (int i = 0; i < 2; ++i) {
    const QueuedJob job = ended(queue, queue.add(OrderedCommand::kRender, still_fields_of(), "a.png"));
    EXPECT_EQ(job.state, JobState::kFailed);
    EXPECT_THAT(job.message, HasSubstr("no-such-backend"));
  }
}

TEST_F(FailingJobTest, AFilmThatDoesNotEndIsGivenUpWhenItIsCancelledTwice) {
  // The stand-in takes no notice of the end of its input.
  replace_ffmpeg("head -c 10000 >/dev/null; sleep 3600");
  JobQueue queue(settings());
  const std::int64_t id = queue.add(OrderedCommand::kAnimate, film_fields_of(1000), "a.mkv");
  wait_for_a_frame(queue, id);
  queue.cancel(id);
  queue.cancel(id);
  EXPECT_EQ(ended(queue, id).state, JobState::kCancelled);
}

}  // namespace
}  // namespace lyap
