#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace lyap::python {

/// A thread that does one work after the other: starting one takes longer than small pictures do.
class WorkThread {
 public:
  WorkThread() : thread_([this](const std::stop_token& end) { run(end); }) {}

  /// Begins with a work, which throws nothing; the one before it has ended.
  void begin(std::function<void()> work);
  /// Whether the work ended within that time.
  bool ends_within(std::chrono::milliseconds time);

 private:
  void run(const std::stop_token& end);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::function<void()> work_;
  bool is_at_work_ = false;
  std::jthread thread_;  // last: it uses the others
};

/// A thread that nobody else uses: an idle one, or else a new one.
std::unique_ptr<WorkThread> take_work_thread();

/// Keeps a thread without work for whoever takes the next one.
void keep_work_thread(std::unique_ptr<WorkThread> thread);

/// Forgets all idle threads, without ending them: in a process that was forked they are not there.
void forget_work_threads();

}  // namespace lyap::python
