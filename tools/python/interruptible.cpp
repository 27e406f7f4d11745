#include "tools/python/interruptible.h"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace py = pybind11;

namespace lyap::python {
namespace {

/// How often the waiting thread looks for signals: what is left of 100 ms is for the work to stop.
constexpr std::chrono::milliseconds kPatience{20};

/// Work in a thread, and its end.
class Worker {
 public:
  explicit Worker(const std::function<void(const std::stop_token&, Progress&)>& work)
      : thread_([this, &work](const std::stop_token& stop) { run(work, stop); }) {}

  /// Whether the work ended within that time.
  bool ends_within(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return ended_.wait_for(lock, time, [&] { return has_ended_; });
  }
  void stop() { thread_.request_stop(); }
  /// Waits for the end. Throws what the work has thrown.
  void join() {
    thread_.join();
    if (error_) std::rethrow_exception(error_);
  }
  const Progress& progress() const { return progress_; }

 private:
  void run(const std::function<void(const std::stop_token&, Progress&)>& work, const std::stop_token& stop) {
    try {
      work(stop, progress_);
    } catch (...) {
      error_ = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    has_ended_ = true;
    ended_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable ended_;
  bool has_ended_ = false;
  std::exception_ptr error_;
  Progress progress_;
  std::jthread thread_;  // last: it uses the others
};

/// Tells what is new of the progress.
class Reporter {
 public:
  explicit Reporter(const py::object& report) : report_(report) {}

  void tell(double done) {
    if (report_.is_none() || done == told_) return;
    told_ = done;
    report_(done);
  }

 private:
  const py::object& report_;
  double told_ = 0;
};

void run_at_once(const std::function<void(const std::stop_token&, Progress&)>& work, Reporter& reporter) {
  Progress progress;
  {
    const py::gil_scoped_release no_gil;
    work({}, progress);
  }
  reporter.tell(progress.done());
}

}  // namespace

void run_interruptibly(const std::function<void(const std::stop_token&, Progress&)>& work, const py::object& report,
                       Duration duration) {
  Reporter reporter(report);
  if (duration == Duration::kShort) return run_at_once(work, reporter);
  std::optional<py::error_already_set> raised;
  const auto listen = [&](const Worker& worker) {
    const py::gil_scoped_acquire gil;
    try {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      reporter.tell(worker.progress().done());
    } catch (py::error_already_set& error) {
      raised = std::move(error);
    }
  };
  double done = 0;
  std::exception_ptr error;
  {
    const py::gil_scoped_release no_gil;
    Worker worker(work);
    while (!worker.ends_within(kPatience)) {
      if (!raised) listen(worker);
      if (raised) worker.stop();
    }
    try {
      worker.join();
    } catch (...) {
      error = std::current_exception();
    }
    done = worker.progress().done();
  }
  if (!raised && PyErr_CheckSignals() != 0) throw py::error_already_set();
  if (raised) throw std::move(*raised);
  if (error) std::rethrow_exception(error);
  reporter.tell(done);
}

}  // namespace lyap::python
