#pragma once

#include "host/explore/job_queue.h"
#include "tests/support/child_process.h"
#include "tests/support/ignore_pipe_signal.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {

/// Only what hangs takes so long.
inline constexpr std::chrono::seconds kAtMost(60);

inline Settings settings_of(const std::vector<std::pair<std::string, std::string>>& texts) {
  Settings settings;
  for (const auto& [field, text] : texts) settings.set(field, text);
  return settings;
}

inline Settings still_fields_of(const std::string& sequence = "AB") {
  return settings_of({{"sequence", sequence}, {"size", "64x48"}, {"iterations", "50"}});
}

inline Settings film_fields_of(int frames) {
  return settings_of({{"sequence", "AB"},
                      {"size", "64x48"},
                      {"iterations", "50"},
                      {"sweep", "x0=0.1:0.9"},
                      {"frames", std::to_string(frames)}});
}

/// Queues that write into a folder of the test's own. None leaves a process behind.
class JobQueueTest : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_TRUE(has_no_children()); }

  JobQueueSettings settings() const {
    return {.folder = folder_.path(), .backend = {.backend = "cpu", .options = {.threads = 2}}, .ffmpeg = ffmpeg_};
  }

  /// From now on ffmpeg is a program that does what `script` says.
  void replace_ffmpeg(const std::string& script) {
    ffmpeg_ = programs_ / "fake";
    make_file(ffmpeg_, "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(ffmpeg_, std::filesystem::perms(0755));
  }

  static QueuedJob told(const std::vector<QueuedJob>& jobs, std::int64_t id) {
    const auto found = std::ranges::find(jobs, id, &QueuedJob::id);
    return found == jobs.end() ? QueuedJob() : *found;
  }

  static QueuedJob told(const JobQueue& queue, std::int64_t id) { return told(queue.list(), id); }

  /// Waits for the job's end.
  static QueuedJob ended(const JobQueue& queue, std::int64_t id) {
    EXPECT_TRUE(queue.wait_until([&](const auto& jobs) { return has_ended(told(jobs, id).state); }, kAtMost));
    return told(queue, id);
  }

  /// Waits until the job has stored a frame.
  static void wait_for_a_frame(const JobQueue& queue, std::int64_t id) {
    EXPECT_TRUE(queue.wait_until([&](const auto& jobs) { return told(jobs, id).stored > 0; }, kAtMost));
  }

  TemporaryFolder folder_;

 private:
  TemporaryFolder programs_;
  std::string ffmpeg_ = "ffmpeg";
  IgnorePipeSignal ignore_pipe_signal_;
};

}  // namespace lyap
