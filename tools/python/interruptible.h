#pragma once

#include <atomic>
#include <functional>
#include <pybind11/pybind11.h>
#include <stop_token>

namespace lyap::python {

/// How much of some work is done: set by the thread that works, read by the one that waits for it.
class Progress {
 public:
  void set(double done) { done_.store(done, std::memory_order_relaxed); }
  double done() const { return done_.load(std::memory_order_relaxed); }

 private:
  std::atomic<double> done_ = 0;
};

/// Whether work may take longer than a person waits for an answer to Ctrl-C. What does not is done where it is asked
/// for: a thread would take longer to start.
enum class Duration { kShort, kAny };

/// Does `work` in a thread of its own, without the GIL, while the calling thread, which holds it, waits: it looks for
/// signals and calls `report(done)`, where that is no None, whenever there is progress. When a signal's handler or the
/// report raises, as Ctrl-C does, the work is stopped, waited for, and what they raised is thrown. Throws what `work`
/// throws otherwise. `work` touches no object of Python.
void run_interruptibly(const std::function<void(const std::stop_token&, Progress&)>& work,
                       const pybind11::object& report, Duration duration = Duration::kAny);

}  // namespace lyap::python
