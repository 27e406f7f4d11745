#include "tools/python/work_thread.h"

#include "tools/python/idle.h"

#include <utility>

namespace lyap::python {
namespace {

/// Never destroyed: threads may be at work where the process ends.
Idle<WorkThread>* idle_threads = new Idle<WorkThread>;

}  // namespace

void WorkThread::begin(std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  work_ = std::move(work);
  is_at_work_ = true;
  changed_.notify_all();
}

bool WorkThread::ends_within(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, time, [&] { return !is_at_work_; });
}

void WorkThread::run(const std::stop_token& end) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, end, [&] { return static_cast<bool>(work_); })) {
    const auto work = std::exchange(work_, nullptr);
    lock.unlock();
    work();
    lock.lock();
    is_at_work_ = false;
    changed_.notify_all();
  }
}

std::unique_ptr<WorkThread> take_work_thread() {
  std::unique_ptr<WorkThread> thread = idle_threads->take("");
  return thread ? std::move(thread) : std::make_unique<WorkThread>();
}

void keep_work_thread(std::unique_ptr<WorkThread> thread) {
  idle_threads->keep("", std::move(thread));
}

void forget_work_threads() {
  idle_threads = new Idle<WorkThread>;
}

}  // namespace lyap::python
