#include "host/explore/job_queue.h"

#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/spec/command_line.h"
#include "tests/explore/queue_under_test.h"
#include "tests/support/decoded_png.h"
#include "tests/support/message_of.h"
#include "tests/support/probed_film.h"

#include <atomic>
#include <filesystem>
#include <iterator>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// More frames than any test waits for.
constexpr int kEndless = 100'000;

/// Renders what a job's line says, without the queue, into a file with this ending.
std::string rendered_by(const std::string& line, const TemporaryFolder& folder, const std::string& ending) {
  const Recipe recipe = parse_command_line(line.substr(0, line.find(" -o ")));
  Settings fields = recipe.fields;
  fields.set("output", folder / ("alone" + ending));
  const auto backend = make_chosen_backend("cpu", {.threads = 1}).backend;
  if (recipe.is_film) {
    run_film(read_film_job(fields), *backend, {});
  } else {
    run_still(read_still_job(fields), *backend, {});
  }
  return content_of(folder / ("alone" + ending));
}

std::vector<JobState> states(const JobQueue& queue) {
  std::vector<JobState> found;
  for (const QueuedJob& job : queue.list()) found.push_back(job.state);
  return found;
}

TEST_F(JobQueueTest, MakesTheFilmThatItsLineMakes) {
  JobQueue queue(settings());
  Settings fields = film_fields_of(12);
  fields.set("levels", "auto");
  // ffmpeg gives each Matroska and WebM file a random number.
  for (const char* ending : {".mp4", ".mov", ".gif"}) {
    const std::int64_t id = queue.add(OrderedCommand::kAnimate, fields, "it's" + std::string(ending));
    const QueuedJob job = ended(queue, id);
    EXPECT_EQ(job.state, JobState::kDone) << job.message;
    EXPECT_THAT(job.line, StartsWith("lyap animate 'AB' "));
    EXPECT_THAT(job.line, HasSubstr(" -o 'it'\\''s" + std::string(ending) + "'"));
    const TemporaryFolder alone;
    const std::string film = content_of(folder_ / job.output);
    EXPECT_EQ(job.bytes, film.size());
    EXPECT_TRUE(film == rendered_by(job.line, alone, ending)) << ending;
  }
}

TEST_F(JobQueueTest, MakesTheFramesThatItsLineMakes) {
  JobQueue queue(settings());
  const auto streams = [](const std::string& film) {
    return output_of("ffmpeg",
                     {"-v", "error", "-nostdin", "-i", "file:" + film, "-c", "copy", "-f", "streamhash", "-"});
  };
  for (const char* ending : {".mkv", ".webm"}) {
    const QueuedJob job =
        ended(queue, queue.add(OrderedCommand::kAnimate, film_fields_of(12), "a" + std::string(ending)));
    EXPECT_EQ(job.state, JobState::kDone) << job.message;
    const TemporaryFolder alone;
    rendered_by(job.line, alone, ending);
    EXPECT_EQ(streams(folder_ / job.output), streams(alone / ("alone" + std::string(ending)))) << ending;
  }
}

TEST_F(JobQueueTest, MakesThePictureThatItsLineMakes) {
  JobQueue queue(settings());
  for (const char* ending : {".png", ".exr"}) {
    const std::int64_t id = queue.add(OrderedCommand::kRender, still_fields_of("AABAB"), "a" + std::string(ending));
    const QueuedJob job = ended(queue, id);
    EXPECT_EQ(job.state, JobState::kDone) << job.message;
    EXPECT_THAT(job.line, StartsWith("lyap render 'AABAB' "));
    const TemporaryFolder alone;
    EXPECT_TRUE(content_of(folder_ / job.output) == rendered_by(job.line, alone, ending)) << ending;
  }
}

TEST_F(JobQueueTest, TellsHowFarAFilmIs) {
  JobQueue queue(settings());
  const std::int64_t id = queue.add(OrderedCommand::kAnimate, film_fields_of(kEndless), "a.mp4");
  wait_for_a_frame(queue, id);
  const QueuedJob job = told(queue, id);
  EXPECT_EQ(job.state, JobState::kRunning);
  EXPECT_EQ(job.frames, kEndless);
  EXPECT_EQ(job.size, (Size{64, 48}));
  EXPECT_EQ(job.share, static_cast<double>(job.stored) / kEndless);
  EXPECT_GT(job.frames_per_second, 0);
  ASSERT_TRUE(job.seconds_left);
  EXPECT_DOUBLE_EQ(*job.seconds_left, static_cast<double>(kEndless - job.stored) / job.frames_per_second);
}

TEST_F(JobQueueTest, TellsOfAFinishedFilmAllThatThereIs) {
  JobQueue queue(settings());
  const QueuedJob job = ended(queue, queue.add(OrderedCommand::kAnimate, film_fields_of(5), "a.mp4"));
  EXPECT_EQ(job.output, "a.mp4");
  EXPECT_EQ(job.stored, 5);
  EXPECT_EQ(job.share, 1);
  EXPECT_FALSE(job.seconds_left);
  EXPECT_EQ(job.message, "");
  EXPECT_THAT(folder_.names(), ElementsAre("a.mp4"));
}

TEST_F(JobQueueTest, ChecksAJobBeforeItWaits) {
  JobQueue queue(settings());
  const auto field_of_error = [&](OrderedCommand command, const std::string& field, const std::string& text) {
    Settings fields = command == OrderedCommand::kRender ? still_fields_of() : film_fields_of(5);
    fields.set(field, text);
    try {
      queue.add(command, fields, command == OrderedCommand::kRender ? "a.png" : "a.mp4");
    } catch (const InvalidInput& error) {
      return error.field();
    }
    return std::string("no error");
  };
  EXPECT_EQ(field_of_error(OrderedCommand::kRender, "iterations", "x"), "iterations");
  EXPECT_EQ(field_of_error(OrderedCommand::kRender, "sequence", "A+B"), "sequence");
  EXPECT_EQ(field_of_error(OrderedCommand::kRender, "depth", "12"), "depth");
  EXPECT_EQ(field_of_error(OrderedCommand::kAnimate, "fps", "fast"), "fps");
  EXPECT_EQ(field_of_error(OrderedCommand::kAnimate, "pixel-format", "yuv"), "pixel-format");
  EXPECT_EQ(field_of_error(OrderedCommand::kAnimate, "ffmpeg", "/bin/sh"), "ffmpeg");
  EXPECT_EQ(message_of<InvalidInput>([&] { queue.add(OrderedCommand::kAnimate, film_fields_of(5), "a.png"); }),
            "output: 'a.png' is no name of a film: .mp4, .mov, .mkv, .webm and .gif are accepted");
  EXPECT_THAT(queue.list(), IsEmpty());
  EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(JobQueueTest, ReplacesNoFileAndGivesNoTwoJobsOneName) {
  const TemporaryFolder elsewhere;
  make_file(folder_ / "a.png", "older");
  fs::create_symlink(elsewhere / "b.png", folder_ / "a-2.png");
  JobQueue queue(settings());
  const std::int64_t running = queue.add(OrderedCommand::kAnimate, film_fields_of(kEndless), "a.mp4");
  std::vector<std::string> names(3);
  for (std::string& name : names) {
    name = told(queue, queue.add(OrderedCommand::kRender, still_fields_of(), "a.png")).output;
  }
  EXPECT_THAT(names, ElementsAre("a-3.png", "a-4.png", "a-5.png"));
  queue.cancel(running);
  EXPECT_EQ(ended(queue, running + 3).state, JobState::kDone);
  EXPECT_EQ(content_of(folder_ / "a.png"), "older");
  EXPECT_THAT(elsewhere.names(), IsEmpty());
}

TEST_F(JobQueueTest, WhoeverTakesTheNameMeanwhileKeepsIt) {
  const TemporaryFolder elsewhere;
  JobQueue queue(settings());
  const std::int64_t running = queue.add(OrderedCommand::kAnimate, film_fields_of(kEndless), "a.mp4");
  const std::int64_t file = queue.add(OrderedCommand::kRender, still_fields_of(), "b.png");
  const std::int64_t link = queue.add(OrderedCommand::kRender, still_fields_of(), "c.png");
  make_file(folder_ / "b.png", "another's");
  fs::create_symlink(elsewhere / "c.png", folder_ / "c.png");
  queue.cancel(running);
  for (const std::int64_t id : {file, link}) {
    const QueuedJob job = ended(queue, id);
    EXPECT_EQ(job.state, JobState::kFailed);
    EXPECT_THAT(job.message, HasSubstr("is there by now"));
  }
  EXPECT_EQ(content_of(folder_ / "b.png"), "another's");
  EXPECT_THAT(elsewhere.names(), IsEmpty());
}

TEST_F(JobQueueTest, RendersOneAtATimeInTheirOrder) {
  JobQueue queue(settings());
  for (int i = 0; i < 4; ++i) queue.add(OrderedCommand::kAnimate, film_fields_of(8), "a.mkv");
  std::atomic<bool> is_in_order = true;
  EXPECT_TRUE(queue.wait_until(
      [&](const std::vector<QueuedJob>& jobs) {
        const auto order = [](JobState state) { return state == JobState::kQueued ? 2 : has_ended(state) ? 0 : 1; };
        for (std::size_t i = 1; i < jobs.size(); ++i) {
          const bool both_run = jobs[i].state == JobState::kRunning && jobs[i - 1].state == JobState::kRunning;
          if (order(jobs[i].state) < order(jobs[i - 1].state) || both_run) is_in_order = false;
        }
        return has_ended(jobs.back().state);
      },
      kAtMost));
  EXPECT_TRUE(is_in_order);
  EXPECT_THAT(folder_.names(), ElementsAre("a-2.mkv", "a-3.mkv", "a-4.mkv", "a.mkv"));
}

TEST_F(JobQueueTest, ACancelledFilmKeepsWhatItHas) {
  JobQueue queue(settings());
  const std::int64_t id = queue.add(OrderedCommand::kAnimate, film_fields_of(kEndless), "a.mp4");
  const std::int64_t next = queue.add(OrderedCommand::kAnimate, film_fields_of(3), "a.mp4");
  wait_for_a_frame(queue, id);
  EXPECT_EQ(queue.cancel(id), JobQueue::Answer::kDone);
  const QueuedJob job = ended(queue, id);
  EXPECT_EQ(job.state, JobState::kCancelled);
  EXPECT_THAT(job.message, HasSubstr("in '" + (fs::canonical(folder_.path()) / "a.part.mp4").string() + "'"));
  EXPECT_EQ(job.bytes, fs::file_size(folder_ / "a.part.mp4"));
  EXPECT_EQ(queue.cancel(id), JobQueue::Answer::kTooLate);
  EXPECT_EQ(ended(queue, next).state, JobState::kDone);
  EXPECT_THAT(folder_.names(), ElementsAre("a-2.mp4", "a.part.mp4"));
  // Another film of that name would overwrite the part.
  EXPECT_EQ(told(queue, queue.add(OrderedCommand::kAnimate, film_fields_of(3), "a.mp4")).output, "a-3.mp4");
}

TEST_F(JobQueueTest, ACancelledJobThatWaitsLeavesNothing) {
  JobQueue queue(settings());
  const std::int64_t running = queue.add(OrderedCommand::kAnimate, film_fields_of(kEndless), "a.mkv");
  const std::int64_t waiting = queue.add(OrderedCommand::kRender, still_fields_of(), "b.png");
  EXPECT_EQ(queue.cancel(waiting), JobQueue::Answer::kDone);
  EXPECT_EQ(told(queue, waiting).state, JobState::kCancelled);
  EXPECT_EQ(told(queue, queue.add(OrderedCommand::kRender, still_fields_of(), "b.png")).output, "b.png");
  queue.cancel(running);
  EXPECT_EQ(ended(queue, running).state, JobState::kCancelled);
  EXPECT_FALSE(queue.open_file(waiting));
}

TEST_F(JobQueueTest, ForgetsEndedJobsAndNoOthers) {
  JobQueue queue(settings());
  const std::int64_t done = queue.add(OrderedCommand::kRender, still_fields_of(), "a.png");
  EXPECT_EQ(ended(queue, done).state, JobState::kDone);
  const std::int64_t running = queue.add(OrderedCommand::kAnimate, film_fields_of(kEndless), "a.mkv");
  EXPECT_EQ(queue.forget(running), JobQueue::Answer::kTooLate);
  EXPECT_EQ(queue.forget(done), JobQueue::Answer::kDone);
  EXPECT_EQ(queue.forget(done), JobQueue::Answer::kUnknown);
  EXPECT_EQ(queue.cancel(done), JobQueue::Answer::kUnknown);
  EXPECT_EQ(queue.list().size(), 1U);
  EXPECT_TRUE(fs::exists(folder_ / "a.png"));
}

TEST_F(JobQueueTest, ShowsTheLastFrameSmall) {
  JobQueue queue(settings());
  Settings fields = film_fields_of(3);
  fields.set("size", "800x600");
  fields.set("tone", "quantile");
  fields.set("shutter", "0.5");
  const std::int64_t film = queue.add(OrderedCommand::kAnimate, fields, "a.mp4");
  EXPECT_EQ(queue.last_frame(film + 1), std::nullopt);
  EXPECT_EQ(ended(queue, film).state, JobState::kDone);
  const auto bytes = queue.last_frame(film);
  ASSERT_TRUE(bytes);
  make_file(folder_ / "small.png", {reinterpret_cast<const char*>(bytes->data()), bytes->size()});
  const DecodedPng png = read_png(folder_ / "small.png");
  EXPECT_EQ(png.width, 320U);
  EXPECT_EQ(png.height, 240U);
  EXPECT_EQ(queue.last_frame(film), bytes);
}

TEST_F(JobQueueTest, ALastFrameOfManyStepsIsSmaller) {
  JobQueue queue(settings());
  Settings fields = still_fields_of();
  fields.set("iterations", "1000000");
  const std::int64_t id = queue.add(OrderedCommand::kRender, fields, "a.png");
  EXPECT_EQ(queue.last_frame(id), std::nullopt);
  EXPECT_EQ(ended(queue, id).state, JobState::kDone);
  const auto bytes = queue.last_frame(id);
  ASSERT_TRUE(bytes);
  make_file(folder_ / "small.png", {reinterpret_cast<const char*>(bytes->data()), bytes->size()});
  EXPECT_EQ(read_png(folder_ / "small.png").width, 8U);
}

TEST_F(JobQueueTest, OpensTheFileOfAJobThatIsDone) {
  JobQueue queue(settings());
  const std::int64_t id = queue.add(OrderedCommand::kRender, still_fields_of(), "a.png");
  EXPECT_EQ(ended(queue, id).state, JobState::kDone);
  EXPECT_TRUE(queue.open_file(id));
  EXPECT_FALSE(queue.open_file(id + 1));
  fs::rename(folder_ / "a.png", folder_ / "b.png");
  EXPECT_FALSE(queue.open_file(id));
  fs::create_symlink(folder_ / "b.png", folder_ / "a.png");
  EXPECT_FALSE(queue.open_file(id));
}

TEST_F(JobQueueTest, RemembersSoManyEndedJobsAndLetsSoManyWait) {
  JobQueue queue(settings());
  const std::int64_t running = queue.add(OrderedCommand::kAnimate, film_fields_of(kEndless), "a.mkv");
  wait_for_a_frame(queue, running);
  for (std::size_t i = 0; i < JobQueue::kMaxEnded + 10; ++i) {
    queue.cancel(queue.add(OrderedCommand::kRender, still_fields_of(), "a.png"));
  }
  EXPECT_EQ(queue.list().size(), JobQueue::kMaxEnded + 1);
  EXPECT_EQ(queue.list()[1].id, 12);
  for (std::size_t i = 0; i < JobQueue::kMaxQueued; ++i) {
    queue.add(OrderedCommand::kRender, still_fields_of(), std::to_string(i) + ".png");
  }
  EXPECT_EQ(message_of<Failure>([&] { queue.add(OrderedCommand::kRender, still_fields_of(), "a.png"); }),
            "100 jobs wait already");
  // It was the first to be added and is the last to end.
  queue.cancel(running);
  EXPECT_EQ(ended(queue, running).state, JobState::kCancelled);
}

TEST_F(JobQueueTest, HasNoMoreThreadsAfterManyJobs) {
  JobQueue queue(settings());
  const auto render_one = [&](const std::string& name) {
    EXPECT_EQ(ended(queue, queue.add(OrderedCommand::kAnimate, film_fields_of(2), name)).state, JobState::kDone);
    return std::distance(fs::directory_iterator("/proc/self/task"), {});
  };
  const auto threads = render_one("a.mkv");
  for (int i = 0; i < 20; ++i) EXPECT_LE(render_one("a.mkv"), threads);
}

TEST_F(JobQueueTest, BringsAFilmToAGoodEndWhereItEndsItself) {
  {
    JobQueue queue(settings());
    const std::int64_t id = queue.add(OrderedCommand::kAnimate, film_fields_of(kEndless), "a.mp4");
    queue.add(OrderedCommand::kRender, still_fields_of(), "b.png");
    wait_for_a_frame(queue, id);
  }
  EXPECT_THAT(folder_.names(), ElementsAre("a.part.mp4"));
}

TEST_F(JobQueueTest, TakesNoMoreJobsOnceItIsStopped) {
  JobQueue queue(settings());
  const std::int64_t running = queue.add(OrderedCommand::kAnimate, film_fields_of(kEndless), "a.mkv");
  const std::int64_t waiting = queue.add(OrderedCommand::kRender, still_fields_of(), "a.png");
  queue.stop();
  EXPECT_EQ(message_of<Failure>([&] { queue.add(OrderedCommand::kRender, still_fields_of(), "a.png"); }),
            "the explorer is ending");
  EXPECT_EQ(ended(queue, running).state, JobState::kCancelled);
  EXPECT_THAT(states(queue), ElementsAre(JobState::kCancelled, JobState::kCancelled));
  EXPECT_EQ(told(queue, waiting).message, "");
}

TEST_F(JobQueueTest, AnswersManyThreads) {
  JobQueue queue(settings());
  constexpr int kThreads = 4;
  std::vector<std::jthread> threads;
  threads.reserve(kThreads);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 10; ++i) {
        const std::int64_t id = t % 2 == 0 ? queue.add(OrderedCommand::kRender, still_fields_of(), "a.png")
                                           : queue.add(OrderedCommand::kAnimate, film_fields_of(2), "a.mkv");
        queue.list();
        queue.last_frame(id);
        if (i % 3 == 0) queue.cancel(id);
        queue.open_file(id);
        queue.forget(id);
      }
    });
  }
  threads.clear();
  EXPECT_TRUE(queue.wait_until(
      [](const std::vector<QueuedJob>& jobs) {
        return std::ranges::all_of(jobs, [](const QueuedJob& job) { return has_ended(job.state); });
      },
      kAtMost));
  for (const QueuedJob& job : queue.list()) EXPECT_NE(job.state, JobState::kFailed) << job.message;
}

TEST_F(JobQueueTest, NeedsAFolder) {
  JobQueueSettings nowhere = settings();
  nowhere.folder = folder_ / "missing";
  EXPECT_THAT(message_of<Failure>([&] { JobQueue queue(nowhere); }), HasSubstr("No such file or directory"));
  make_file(folder_ / "file", "");
  nowhere.folder = folder_ / "file";
  EXPECT_THAT(message_of<Failure>([&] { JobQueue queue(nowhere); }), HasSubstr("Not a directory"));
}

}  // namespace
}  // namespace lyap
