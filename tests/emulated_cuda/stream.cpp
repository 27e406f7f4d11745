#include "tests/emulated_cuda/stream.h"

#include "tests/emulated_cuda/settings.h"

#include <thread>
#include <utility>

namespace lyap::emulated {

Stream::Stream(Device& device, unsigned seed) : device_(device), random_(seed) {}

std::shared_ptr<Stream> Stream::start(Device& device, unsigned seed) {
  auto stream = std::make_shared<Stream>(device, seed);
  // Like a device it goes on without the program, which may destroy a stream that still has work.
  std::thread([stream] { stream->run(); }).detach();
  return stream;
}

void Stream::add(Work work) {
  // As much as a driver takes before whoever brings more has to wait.
  constexpr std::size_t kMostWork = 1024;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return queue_.size() < kMostWork; });
  queue_.push_back(std::move(work));
  ++added_;
  changed_.notify_all();
}

void Stream::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this, wanted = added_] { return done_ >= wanted; });
}

void Stream::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

Stream::Work Stream::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !queue_.empty() || closed_; });
  if (queue_.empty()) return nullptr;
  Work work = std::move(queue_.front());
  queue_.pop_front();
  changed_.notify_all();
  return work;
}

void Stream::run() {
  while (Work work = take()) {
    std::this_thread::sleep_for(std::chrono::microseconds(random_() % (settings().most_delay + 1)));
    work(random_);
    work = nullptr;  // what it holds is free before anybody hears that it is done
    const std::lock_guard lock(mutex_);
    ++done_;
    changed_.notify_all();
  }
}

std::uint64_t Event::record() {
  const std::lock_guard lock(mutex_);
  return ++recorded_;
}

void Event::complete(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  completed_ = number;
  when_ = Clock::now();
}

bool Event::is_recorded() const {
  const std::lock_guard lock(mutex_);
  return recorded_ > 0;
}

bool Event::is_complete() const {
  const std::lock_guard lock(mutex_);
  return completed_ == recorded_;
}

Event::Clock::time_point Event::when() const {
  const std::lock_guard lock(mutex_);
  return when_;
}

}  // namespace lyap::emulated
