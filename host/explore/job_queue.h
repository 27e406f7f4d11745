#pragma once

#include "host/compute/backend.h"
#include "host/explore/page_fields.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/film_job.h"
#include "host/jobs/still_job.h"
#include "host/spec/option_values.h"
#include "host/spec/settings.h"
#include "host/spec/tone.h"
#include "host/system/file_descriptor.h"
#include "host/system/reserved_name.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace lyap {

enum class JobState { kQueued, kRunning, kDone, kCancelled, kFailed };

/// "queued", "running", "done", "cancelled" or "failed".
std::string_view name_of(JobState state);
/// Whether nothing will change it any more.
bool has_ended(JobState state);

/// What there is to tell of a job, at one moment.
struct QueuedJob {
  /// Counted from 1; never given twice.
  std::int64_t id = 0;
  OrderedCommand command = OrderedCommand::kRender;
  /// The name of its file in the queue's folder.
  std::string output;
  JobState state = JobState::kQueued;
  /// Of a job that failed or was cancelled while it ran, why, and what is left of it; else empty. `field` is the one at
  /// fault where there is one.
  std::string message;
  std::string field;
  /// Frames of the film and those of them that were stored; a still is one frame.
  std::int64_t frames = 1;
  std::int64_t stored = 0;
  /// Of the work, 0 to 1.
  double share = 0;
  /// Of a film, a mean since its first frame was begun; 0 before one is stored, and of stills.
  double frames_per_second = 0;
  /// Until it is done, if the rest goes on as it went so far; nothing where that is not known, or it does not run.
  std::optional<double> seconds_left;
  Size size{};
  /// Of its file, or of what there is of a film so far.
  std::uintmax_t bytes = 0;
  /// The command line that makes the same file in the folder where it is called: byte for byte, but for the random
  /// number by which ffmpeg marks each Matroska and WebM file.
  std::string line;
};

struct JobQueueSettings {
  /// Where all outputs go. Links that lead to it are followed once, when the queue is made.
  std::filesystem::path folder;
  BackendSettings backend;
  /// The name of ffmpeg or the path of one.
  std::string ffmpeg = FilmJob::kFfmpeg;
  /// Texts that the fields of palettes may have besides the names of built-in ones: files that the user has named.
  std::vector<std::string> palettes{};
};

/// Stills and films that are rendered one after the other, in the order in which they were asked for, into files of one
/// folder. It asks for jobs as strangers do, through a page: see check_page_fields() and check_output_name() for what
/// is refused.
///
/// Threads: any thread may call any function at any time. The jobs are rendered by a thread of the queue's own, on a
/// backend that is made for the first one and given up when none is left, so that an idle queue holds no memory of a
/// device. The process must ignore SIGPIPE and SIGXFSZ.
class JobQueue {
 public:
  /// Jobs that can wait, and ended ones that are remembered; of more than these the one is forgotten that ended first.
  static constexpr std::size_t kMaxQueued = 100;
  static constexpr std::size_t kMaxEnded = 200;

  /// Throws Failure if the folder is none, and std::system_error if no thread can be started.
  explicit JobQueue(JobQueueSettings settings);
  /// stop(), and waits for the job that runs.
  ~JobQueue();
  JobQueue(const JobQueue&) = delete;
  JobQueue& operator=(const JobQueue&) = delete;
  JobQueue(JobQueue&&) = delete;
  JobQueue& operator=(JobQueue&&) = delete;

  /// Checks all that read_still_job() or read_film_job() check, and puts the job behind the others. Its file gets the
  /// name `output`, or, as files are not replaced, "name-2.mp4", "name-3.mp4" …, whichever is free of files and of
  /// other jobs. Returns its id. Throws InvalidInput, naming the field, and Failure if too many wait or the queue was
  /// stopped.
  std::int64_t add(OrderedCommand command, Settings fields, const std::string& output);

  /// What became of a request for a job.
  enum class Answer { kDone, kUnknown, kTooLate };

  /// Ends a job: one that waits is cancelled at once, one that runs is brought to a good end with what can be kept of
  /// it, as Ctrl-C brings a film; the second time it is given up at once. kTooLate if it has ended.
  Answer cancel(std::int64_t id);

  /// Takes an ended job off the list; its file stays. kTooLate if it has not ended.
  Answer forget(std::int64_t id);

  /// All jobs, in the order in which they were added.
  std::vector<QueuedJob> list() const;

  /// The frame of the job that was stored last, as a small_picture(); nothing before the first, and of unknown jobs. It
  /// is computed by the calling thread, one at a time. Throws Failure where a palette can no longer be read.
  std::optional<std::vector<std::byte>> last_frame(std::int64_t id);

  /// The file of a job that is done, open for reading; nothing where it is not, is no longer there, or something else
  /// has taken its name.
  FileDescriptor open_file(std::int64_t id) const;

  /// Cancels all jobs, as cancel() does, and takes no more. Returns at once.
  void stop();
  /// After stop(): gives up the running one at once, and programs that it has started are killed.
  void abandon();

  /// Waits until `holds` is true of list(), and at most so long; returns whether it is. `holds` is asked whenever a job
  /// has changed, with the queue locked: it must not call the queue.
  bool wait_until(const std::function<bool(const std::vector<QueuedJob>&)>& holds,
                  std::chrono::milliseconds at_most) const;

 private:
  using AnyJob = std::variant<StillJob, FilmJob>;

  struct Entry {
    QueuedJob told;
    Settings fields;
    /// Until it has ended. What is asked of it later is read from the fields again, which take less memory.
    std::shared_ptr<const AnyJob> job;
    /// Of a job that has begun: without anything left to be found.
    std::optional<Tone> tone;
    /// The film's frame that was stored last.
    std::int64_t last_frame = 0;
    /// As long as it has not ended.
    std::optional<ReservedName> name;
    /// Its place in the order in which jobs ended, from 1 on; 0 until then.
    std::int64_t ended = 0;
    std::stop_source stop;
    std::stop_source abandon;
  };

  static AnyJob read_job(OrderedCommand command, const Settings& fields);
  void work();
  std::optional<std::int64_t> next_job();
  void run(std::int64_t id, std::unique_ptr<Backend>& backend);
  void run_still_of(std::int64_t id, const StillJob& job, Backend& backend, const Work& work);
  void run_film_of(std::int64_t id, const FilmJob& job, Backend& backend, const Work& work);
  void update(std::int64_t id, const std::function<void(Entry&)>& change);
  void end(std::int64_t id, JobState state, const std::string& message = "", const std::string& field = "");
  void end_locked(Entry& entry, JobState state);
  void forget_surplus();

  const JobQueueSettings settings_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::map<std::int64_t, Entry> entries_;
  std::int64_t ids_ = 0;
  std::int64_t ends_ = 0;
  bool is_stopped_ = false;

  std::mutex small_mutex_;
  /// The last small picture, and what it shows: job and frame.
  std::pair<std::int64_t, std::int64_t> small_of_{0, 0};
  std::vector<std::byte> small_;

  std::jthread worker_;  // last: the thread uses all else
};

}  // namespace lyap
