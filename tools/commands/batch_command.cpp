#include "tools/commands/batch_command.h"

#include "host/backends/backend_registry.h"
#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/base/stopwatch.h"
#include "host/base/text.h"
#include "host/jobs/backend_settings.h"
#include "host/jobs/job_check.h"
#include "host/system/failure_text.h"
#include "tools/commands/job_notes.h"
#include "tools/commands/job_report.h"
#include "tools/options/error_message.h"
#include "tools/terminal/json_report.h"
#include "tools/terminal/standard_output.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

/// What happened to a job.
struct Outcome {
  enum class Kind { kDone, kSkipped, kFailed, kInterrupted, kNotRun };

  Kind kind = Kind::kNotRun;
  std::string text = "not run";
};

/// Errors are told however quiet the rest is.
void print_failure(const ReportOptions& reports, const BatchJob& job, const std::string& message) {
  print_report(reports.error_style(), "failed", fmt::format("lyap: {}: {}\n", job.output(), printable(message)));
}

/// Runs jobs on one backend and keeps what happened.
class BatchRun {
 public:
  BatchRun(const std::vector<BatchJob>& jobs, const BatchOptions& options, const StopSignals& signals)
      : jobs_(jobs),
        options_(options),
        signals_(signals),
        settings_(read_backend_settings(options.backend.settings())),
        work_{settings_.options.threads, signals.token(), signals.abandon_token()},
        chosen_(make_backend()),
        style_(options.reports.style()),
        report_(style_),
        outcomes_(jobs.size()) {
    for (const BatchJob& job : jobs_) add_to_total(job);
  }

  /// Stops at an interruption, which it throws; outcomes() tells of it too.
  void run() {
    if (!options_.reports.quiet) print_report(style_, "note", note_text(chosen_.note));
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
      try {
        outcomes_[i] = run_job(jobs_[i]);
      } catch (const Interrupted& error) {
        outcomes_[i] = {Outcome::Kind::kInterrupted, error.what()};
        report_.clear();
        throw;
      } catch (const InvalidInput& error) {
        fail(i, message_of(error));
      } catch (const std::exception& error) {
        fail(i, failure_text(error));
      }
      count(jobs_[i]);
    }
    report_.finish({.frames_done = done_frames_, .frames = total_frames_});
  }

  const std::vector<Outcome>& outcomes() const { return outcomes_; }

 private:
  void fail(std::size_t job, const std::string& message) {
    outcomes_[job] = {Outcome::Kind::kFailed, message};
    report_.clear();
    print_failure(options_.reports, jobs_[job], message);
  }

  /// With slots enough for any of the jobs.
  ChosenBackend make_backend() const {
    BackendOptions options = settings_.options;
    for (const BatchJob& job : jobs_) {
      const auto* film = std::get_if<FilmJob>(&job.work);
      if (film != nullptr) options.slots = std::max(options.slots, slots_of(*film, options.threads));
    }
    return make_chosen_backend(settings_.backend, options);
  }

  void add_to_total(const BatchJob& job) {
    total_iterations_ += job.iterations();
    total_frames_ += job.frames();
  }

  /// Frames that are there already are no work, neither done nor left to do.
  void leave_out(const BatchJob& job, std::int64_t frames) {
    left_out_ = frames;
    total_iterations_ -= iterations_of(job, frames);
    total_frames_ -= frames;
  }

  void count(const BatchJob& job) {
    const std::int64_t frames = job.frames() - left_out_;
    done_iterations_ += iterations_of(job, frames);
    done_frames_ += frames;
    left_out_ = 0;
    show(0, {});
  }

  /// Progress within a job: its frames and its map steps that are done.
  void show(double iterations, ProgressState state) {
    state.share = total_iterations_ > 0 ? (done_iterations_ + iterations) / total_iterations_ : 1;
    state.frames_done += done_frames_;
    state.frames = total_frames_;
    report_.update(state);
  }

  static double iterations_of(const BatchJob& job, std::int64_t frames) {
    return job.iterations() * static_cast<double>(frames) / static_cast<double>(job.frames());
  }

  Outcome run_job(const BatchJob& job) {
    if (signals_.token().stop_requested()) throw Interrupted();
    if (options_.resume && is_complete(job, signals_.token())) {
      leave_out(job, job.frames());
      return {Outcome::Kind::kSkipped, "complete already"};
    }
    const Stopwatch stopwatch;
    const auto* film = std::get_if<FilmJob>(&job.work);
    if (!options_.reports.quiet) {
      tell(job, film != nullptr ? notes_of(*film) : notes_of(std::get<StillJob>(job.work)));
    }
    const std::string timings = film != nullptr ? render(*film, job) : render(std::get<StillJob>(job.work), job);
    const double seconds = stopwatch.seconds();
    if (options_.reports.timings) {
      report_.clear();
      print_report(style_, "timings", fmt::format("{}: {}", job.output(), timings));
    }
    return {Outcome::Kind::kDone, fmt::format("{}, {:.2f} s", frames_text(job.frames()), seconds)};
  }

  std::string render(const FilmJob& film, const BatchJob& job) {
    const auto progress = [&](const FilmProgress& state, std::int64_t skipped) {
      if (left_out_ != skipped) leave_out(job, skipped);
      show(iterations_of(job, state.frames_stored), progress_of(film, state, job.frames() - skipped));
    };
    const FilmResult result = run_film(film, *chosen_.backend, work_, progress);
    tell(job, note_of(result.left));
    return timings_text(film, result);
  }

  std::string render(const StillJob& still, const BatchJob& job) {
    const auto progress = [&](double share) { show(share * job.iterations(), {.job = job.output()}); };
    const StillTimings timings = run_still(still, *chosen_.backend, work_, progress);
    if (!options_.reports.quiet) tell(job, note_of_flatness(still, timings));
    return timings_text(timings);
  }

  /// What of a job its user may not have meant; `notes` are whole lines.
  void tell(const BatchJob& job, std::string_view notes) {
    if (!notes.empty()) report_.clear();
    while (!notes.empty()) {
      const std::string_view line = notes.substr(0, notes.find('\n') + 1);
      print_report(style_, "note", fmt::format("{}: {}", job.output(), line));
      notes.remove_prefix(line.size());
    }
  }

  const std::vector<BatchJob>& jobs_;
  const BatchOptions& options_;
  const StopSignals& signals_;
  BackendSettings settings_;
  Work work_;
  ChosenBackend chosen_;
  ProgressStyle style_;
  ProgressReport report_;
  std::vector<Outcome> outcomes_;
  double total_iterations_ = 0;
  double done_iterations_ = 0;
  std::int64_t total_frames_ = 0;
  std::int64_t done_frames_ = 0;
  /// Frames of the job at hand that were there already.
  std::int64_t left_out_ = 0;
};

const char* name_of(Outcome::Kind kind) {
  switch (kind) {
    case Outcome::Kind::kDone:
      return "done";
    case Outcome::Kind::kSkipped:
      return "skipped";
    case Outcome::Kind::kFailed:
      return "FAILED";
    case Outcome::Kind::kInterrupted:
      return "stopped";
    case Outcome::Kind::kNotRun:
      break;
  }
  return "not run";
}

std::size_t count_of(const std::vector<Outcome>& outcomes, Outcome::Kind kind) {
  return static_cast<std::size_t>(
      std::count_if(outcomes.begin(), outcomes.end(), [&](const Outcome& outcome) { return outcome.kind == kind; }));
}

void print_table(ProgressStyle style, const std::vector<BatchJob>& jobs, const std::vector<Outcome>& outcomes) {
  std::size_t width = 0;
  for (const BatchJob& job : jobs) width = std::max(width, job.output().size());
  std::string table;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    table += fmt::format("{:7}  {:{}}  {}\n", name_of(outcomes[i].kind), jobs[i].output(), width,
                         printable(outcomes[i].text));
  }
  print_report(style, "summary", table);
}

/// What would keep the job from being made; "" where nothing is known.
std::string problem_of(const BatchJob& job, int threads, const std::stop_token& stop) {
  try {
    check_before_run(job, threads, stop);
    return "";
  } catch (const Failure& error) {
    return error.what();
  } catch (const InvalidInput& error) {
    return error.what();
  }
}

void print_dry_run(const std::vector<BatchJob>& jobs, const BatchOptions& options, const std::stop_token& stop) {
  const BackendSettings settings = read_backend_settings(options.backend.settings());
  if (lower_case(settings.backend) != "auto") static_cast<void>(find_backend(settings.backend));
  std::size_t failing = 0;
  for (const BatchJob& job : jobs) {
    const bool complete = options.resume && is_complete(job, stop);
    const std::string problem = complete ? "" : problem_of(job, settings.options.threads, stop);
    if (!problem.empty()) {
      print_failure(options.reports, job, problem);
    }
    failing += problem.empty() ? 0 : 1;
    print_answer(fmt::format("{}{}\n", complete ? "# complete: " : "", job.command_line()));
  }
  if (failing > 0) throw Failure(fmt::format("{} of {} jobs would fail", failing, jobs.size()));
}

}  // namespace

void run_batch(const std::vector<BatchJob>& jobs, const BatchOptions& options, StopSignals& signals) {
  if (options.dry_run) {
    print_dry_run(jobs, options, signals.token());
    return;
  }
  signals.defer();
  BatchRun batch(jobs, options, signals);
  const std::stop_callback stopping(signals.token(), announce_stop);
  try {
    batch.run();
  } catch (const Interrupted&) {
    if (!options.reports.quiet) print_table(options.reports.style(), jobs, batch.outcomes());
    throw;
  }
  const std::size_t failed = count_of(batch.outcomes(), Outcome::Kind::kFailed);
  if (!options.reports.quiet) print_table(options.reports.style(), jobs, batch.outcomes());
  if (failed > 0) throw Failure(fmt::format("{} of {} jobs failed", failed, jobs.size()));
}

}  // namespace lyap
