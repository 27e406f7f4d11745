#include "host/explore/job_queue.h"

#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/base/stopwatch.h"
#include "host/base/text.h"
#include "host/explore/output_name.h"
#include "host/explore/small_picture.h"
#include "host/jobs/closed_tone.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line.h"
#include "host/system/failure_text.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <variant>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

void tell(const StillJob& job, QueuedJob& told) {
  told.size = job.spec.size;
  told.line = command_line_of(recipe_of(job.spec, job.palette, job.depth, job.annotations));
}

void tell(const FilmJob& job, QueuedJob& told) {
  told.size = job.film.picture.size;
  told.frames = job.frames();
  told.line = command_line_of(job);
}

void set_output(std::variant<StillJob, FilmJob>& job, const std::string& path) {
  if (auto* still = std::get_if<StillJob>(&job)) still->output = path;
  if (auto* film = std::get_if<FilmJob>(&job)) film->output.path = path;
}

std::uintmax_t size_of(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (error || !fs::is_regular_file(status)) return 0;
  const std::uintmax_t bytes = fs::file_size(path, error);
  return error ? 0 : bytes;
}

/// With all links followed, so that what becomes of them later changes nothing.
JobQueueSettings with_real_folder(JobQueueSettings settings) {
  std::error_code error;
  settings.folder = fs::canonical(settings.folder, error);
  if (!error && !fs::is_directory(settings.folder, error)) error = std::make_error_code(std::errc::not_a_directory);
  if (error) {
    throw Failure(fmt::format("cannot write into {}: {}", in_quotes(settings.folder.string()), error.message()));
  }
  return settings;
}

}  // namespace

std::string_view name_of(JobState state) {
  switch (state) {
    case JobState::kQueued:
      return "queued";
    case JobState::kRunning:
      return "running";
    case JobState::kDone:
      return "done";
    case JobState::kCancelled:
      return "cancelled";
    case JobState::kFailed:
      break;
  }
  return "failed";
}

bool has_ended(JobState state) {
  return state != JobState::kQueued && state != JobState::kRunning;
}

JobQueue::AnyJob JobQueue::read_job(OrderedCommand command, const Settings& fields) {
  if (command == OrderedCommand::kRender) return read_still_job(fields);
  return read_film_job(fields);
}

JobQueue::JobQueue(JobQueueSettings settings)
    : settings_(with_real_folder(std::move(settings))), worker_([this] { work(); }) {}

JobQueue::~JobQueue() {
  stop();
  worker_.join();
}

std::int64_t JobQueue::add(OrderedCommand command, Settings fields, const std::string& output) {
  check_page_fields(command, fields, settings_.palettes);
  check_output_name(command, output);
  if (command == OrderedCommand::kAnimate) fields.set("ffmpeg", settings_.ffmpeg);
  // The ending decides how it is encoded; the number that the name may get does not.
  fields.set("output", (settings_.folder / output).string());
  AnyJob job = read_job(command, fields);

  const std::lock_guard lock(mutex_);
  const auto waits = [](const auto& entry) { return entry.second.told.state == JobState::kQueued; };
  if (is_stopped_) throw Failure("the explorer is ending");
  if (static_cast<std::size_t>(std::ranges::count_if(entries_, waits)) >= kMaxQueued) {
    throw Failure(fmt::format("{} jobs wait already", kMaxQueued));
  }
  Entry entry;
  entry.name.emplace(reserve_output(settings_.folder, output, [&](const std::string& name) {
    return std::ranges::any_of(entries_, [&](const auto& other) {
      const QueuedJob& told = other.second.told;
      return !has_ended(told.state) && told.output == name;
    });
  }));
  entry.told.id = ++ids_;
  entry.told.command = command;
  entry.told.output = fs::path(entry.name->path()).filename().string();
  fields.set("output", entry.name->path());
  entry.fields = std::move(fields);
  std::visit([&](const auto& any) { tell(any, entry.told); }, job);
  entry.told.line += " -o " + shell_word(entry.told.output);
  set_output(job, entry.name->path());
  entry.job = std::make_shared<const AnyJob>(std::move(job));
  entries_.emplace(ids_, std::move(entry));
  changed_.notify_all();
  return ids_;
}

JobQueue::Answer JobQueue::cancel(std::int64_t id) {
  std::optional<std::stop_source> stop;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(id);
    if (found == entries_.end()) return Answer::kUnknown;
    Entry& entry = found->second;
    if (has_ended(entry.told.state)) return Answer::kTooLate;
    if (entry.told.state == JobState::kQueued) {
      end_locked(entry, JobState::kCancelled);
      forget_surplus();
      return Answer::kDone;
    }
    stop.emplace(entry.stop.stop_requested() ? entry.abandon : entry.stop);
  }
  // What the request calls may wait for others, who may wait for the mutex.
  stop->request_stop();
  return Answer::kDone;
}

JobQueue::Answer JobQueue::forget(std::int64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(id);
  if (found == entries_.end()) return Answer::kUnknown;
  if (!has_ended(found->second.told.state)) return Answer::kTooLate;
  entries_.erase(found);
  changed_.notify_all();
  return Answer::kDone;
}

std::vector<QueuedJob> JobQueue::list() const {
  std::vector<QueuedJob> jobs;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, entry] : entries_) jobs.push_back(entry.told);
  }
  for (QueuedJob& job : jobs) {
    const bool is_running_film = job.state == JobState::kRunning && job.command == OrderedCommand::kAnimate;
    if (is_running_film) job.bytes = size_of(first_part_of(settings_.folder / job.output));
  }
  return jobs;
}

std::optional<std::vector<std::byte>> JobQueue::last_frame(std::int64_t id) {
  const std::lock_guard small_lock(small_mutex_);
  OrderedCommand command{};
  Settings fields;
  std::shared_ptr<const AnyJob> job;
  std::optional<Tone> tone;
  std::int64_t frame = 0;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(id);
    if (found == entries_.end() || found->second.told.stored == 0 || !found->second.tone) return std::nullopt;
    const Entry& entry = found->second;
    command = entry.told.command;
    fields = entry.fields;
    job = entry.job;
    tone = entry.tone;
    frame = entry.last_frame;
  }
  if (small_of_ == std::pair(id, frame) && !small_.empty()) return small_;
  if (!job) job = std::make_shared<const AnyJob>(read_job(command, fields));
  if (const auto* still = std::get_if<StillJob>(job.get())) {
    RenderSpec spec = still->spec;
    spec.tone = *tone;
    small_ = small_picture(spec, still->palette);
  } else {
    const auto& film_job = std::get<FilmJob>(*job);
    Film film = film_job.film;
    film.picture.tone = *tone;
    small_ = small_picture(film.frame_spec(frame), film_job.palette);
  }
  small_of_ = {id, frame};
  return small_;
}

FileDescriptor JobQueue::open_file(std::int64_t id) const {
  fs::path path;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(id);
    if (found == entries_.end() || found->second.told.state != JobState::kDone) return {};
    path = settings_.folder / found->second.told.output;
  }
  // A FIFO would wait for its writer.
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat status {};
  if (file && (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))) file.reset();
  return file;
}

void JobQueue::stop() {
  std::vector<std::stop_source> running;
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    for (auto& [id, entry] : entries_) {
      if (entry.told.state == JobState::kQueued) {
        end_locked(entry, JobState::kCancelled);
      } else if (entry.told.state == JobState::kRunning) {
        running.push_back(entry.stop);
      }
    }
    forget_surplus();
    changed_.notify_all();  // the thread, which may wait for jobs
  }
  for (std::stop_source& stop : running) stop.request_stop();
}

void JobQueue::abandon() {
  std::vector<std::stop_source> running;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, entry] : entries_) {
      if (entry.told.state == JobState::kRunning) running.push_back(entry.abandon);
    }
  }
  for (std::stop_source& stop : running) stop.request_stop();
}

bool JobQueue::wait_until(const std::function<bool(const std::vector<QueuedJob>&)>& holds,
                          std::chrono::milliseconds at_most) const {
  const auto told = [&] {
    std::vector<QueuedJob> jobs;
    for (const auto& [id, entry] : entries_) jobs.push_back(entry.told);
    return jobs;
  };
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, at_most, [&] { return holds(told()); });
}

void JobQueue::work() {
  std::unique_ptr<Backend> backend;
  while (const std::optional<std::int64_t> id = next_job()) {
    run(*id, backend);
    const std::lock_guard lock(mutex_);
    const auto waits = [](const auto& entry) { return entry.second.told.state == JobState::kQueued; };
    if (std::ranges::none_of(entries_, waits)) backend.reset();
  }
}

std::optional<std::int64_t> JobQueue::next_job() {
  std::unique_lock lock(mutex_);
  for (;;) {
    for (auto& [id, entry] : entries_) {
      if (entry.told.state != JobState::kQueued) continue;
      entry.told.state = JobState::kRunning;
      changed_.notify_all();
      return id;
    }
    if (is_stopped_) return std::nullopt;
    changed_.wait(lock);
  }
}

void JobQueue::run(std::int64_t id, std::unique_ptr<Backend>& backend) {
  std::shared_ptr<const AnyJob> job;
  fs::path path;
  Work work{settings_.backend.options.threads, {}, {}};
  try {
    update(id, [&](const Entry& entry) {
      job = entry.job;
      path = entry.name->path();
      work.stop = entry.stop.get_token();
      work.abandon = entry.abandon.get_token();
    });
    // It was free when the job was added; who has taken it meanwhile keeps it.
    for (const fs::path& taken : {path, first_part_of(path)}) {
      if (!is_name_taken(taken)) continue;
      throw Failure(fmt::format("cannot write '{}': '{}' is there by now", path.string(), taken.string()));
    }
    if (!backend) backend = make_chosen_backend(settings_.backend.backend, settings_.backend.options).backend;
    if (const auto* still = std::get_if<StillJob>(job.get())) {
      run_still_of(id, *still, *backend, work);
    } else {
      run_film_of(id, std::get<FilmJob>(*job), *backend, work);
    }
    end(id, JobState::kDone);
  } catch (const Interrupted& interrupted) {
    end(id, JobState::kCancelled, interrupted.what());
  } catch (const InvalidInput& error) {
    end(id, JobState::kFailed, error.problem(), error.field());
  } catch (const std::exception& error) {
    // It may be the backend that does not work; the next job gets another.
    backend.reset();
    end(id, JobState::kFailed, failure_text(error));
  }
}

void JobQueue::run_still_of(std::int64_t id, const StillJob& asked, Backend& backend, const Work& work) {
  StillJob job = asked;
  job.spec.tone = closed_tone(job.spec, backend, work.stop);
  update(id, [&](Entry& entry) { entry.tone = job.spec.tone; });
  const Stopwatch since_start;
  run_still(job, backend, work, [&](double share) {
    const double left = since_start.seconds() * (1 - share) / share;
    update(id, [&](Entry& entry) {
      entry.told.share = share;
      entry.told.seconds_left = left;
    });
  });
  update(id, [](Entry& entry) { entry.told.stored = 1; });
}

void JobQueue::run_film_of(std::int64_t id, const FilmJob& asked, Backend& backend, const Work& work) {
  FilmJob job = asked;
  // As run_film() would find it, which finds nothing left to be found: so the small pictures have the film's colours.
  job.film.picture.tone = closed_tone(job.film, backend, work.stop);
  update(id, [&](Entry& entry) { entry.tone = job.film.picture.tone; });
  run_film(job, backend, work, [&](const FilmProgress& state, std::int64_t /*skipped*/) {
    const auto stored = static_cast<double>(state.frames_stored);
    const auto frames = static_cast<double>(job.frames());
    const double rate = state.timings.total > 0 ? stored / state.timings.total : 0;
    update(id, [&](Entry& entry) {
      entry.last_frame = job.film_frame(job.numbers().first + state.frames_stored - 1);
      entry.told.stored = state.frames_stored;
      entry.told.share = stored / frames;
      entry.told.frames_per_second = rate;
      if (rate > 0) entry.told.seconds_left = (frames - stored) / rate;
    });
  });
}

void JobQueue::update(std::int64_t id, const std::function<void(Entry&)>& change) {
  const std::lock_guard lock(mutex_);
  change(entries_.at(id));
  changed_.notify_all();
}

void JobQueue::end(std::int64_t id, JobState state, const std::string& message, const std::string& field) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_.at(id);
  entry.told.message = message;
  entry.told.field = field;
  entry.told.seconds_left.reset();
  if (state == JobState::kDone) entry.told.share = 1;
  const fs::path path = settings_.folder / entry.told.output;
  entry.told.bytes = size_of(state == JobState::kDone ? path : first_part_of(path));
  end_locked(entry, state);
  forget_surplus();
}

void JobQueue::end_locked(Entry& entry, JobState state) {
  entry.told.state = state;
  entry.ended = ++ends_;
  entry.name.reset();
  entry.job.reset();
  changed_.notify_all();
}

void JobQueue::forget_surplus() {
  const auto has_no_end = [](const auto& entry) { return entry.second.ended == 0; };
  while (entries_.size() - static_cast<std::size_t>(std::ranges::count_if(entries_, has_no_end)) > kMaxEnded) {
    entries_.erase(std::ranges::min_element(
        entries_, {}, [](const auto& entry) { return std::pair(entry.second.ended == 0, entry.second.ended); }));
  }
}

}  // namespace lyap
