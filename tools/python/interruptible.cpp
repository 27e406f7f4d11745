#include "tools/python/interruptible.h"

#include "tools/python/work_thread.h"

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace py = pybind11;

namespace lyap::python {
namespace {

/// How often the waiting thread looks for signals: what is left of 100 ms is for the work to stop.
constexpr std::chrono::milliseconds kPatience{20};

/// Work in a thread, and its end.
class Worker {
 public:
  explicit Worker(const std::function<void(const std::stop_token&, Progress&)>& work) {
    thread_->begin([this, &work] { run(work); });
  }
  ~Worker() {
    stop();
    while (!ends_within(kPatience)) {
    }
    keep_work_thread(std::move(thread_));
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  Worker(Worker&&) = delete;
  Worker& operator=(Worker&&) = delete;

  /// Whether the work ended within that time.
  bool ends_within(std::chrono::milliseconds time) { return thread_->ends_within(time); }
  void stop() { stop_.request_stop(); }
  /// What the work, which has ended, has thrown; null if nothing.
  const std::exception_ptr& error() const { return error_; }
  const Progress& progress() const { return progress_; }

 private:
  void run(const std::function<void(const std::stop_token&, Progress&)>& work) {
    try {
      work(stop_.get_token(), progress_);
    } catch (...) {
      error_ = std::current_exception();
    }
  }

  std::stop_source stop_;
  std::exception_ptr error_;
  Progress progress_;
  std::unique_ptr<WorkThread> thread_ = take_work_thread();
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
    error = worker.error();
    done = worker.progress().done();
  }
  if (!raised && PyErr_CheckSignals() != 0) throw py::error_already_set();
  if (raised) throw std::move(*raised);
  if (error) std::rethrow_exception(error);
  reporter.tell(done);
}

}  // namespace lyap::python
