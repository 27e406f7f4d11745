#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <random>

namespace lyap::emulated {

class Device;

/// A queue of work. A thread of its own does it, one piece after the other, each after a delay: nothing is done yet
/// when a call returns that queues something.
class Stream {
 public:
  using Work = std::function<void(std::mt19937& random)>;

  Stream(Device& device, unsigned seed);

  /// A stream whose thread runs until it is closed and all its work is done.
  static std::shared_ptr<Stream> start(Device& device, unsigned seed);

  void add(Work work);

  /// Waits until all work is done that was added so far.
  void wait();

  /// No work comes any more; what is there is still done.
  void close();

  Device& device() const { return device_; }

 private:
  void run();
  /// Nothing once the stream is closed and empty.
  Work take();

  Device& device_;
  std::mt19937 random_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work> queue_;
  std::uint64_t added_ = 0;
  std::uint64_t done_ = 0;
  bool closed_ = false;
};

/// A moment in a stream. For any number of threads.
class Event {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Event(Device& device) : device_(device) {}

  /// Notes that the moment is now behind the last work of a stream. Returns the number that complete() wants.
  std::uint64_t record();
  /// The moment with that number has come.
  void complete(std::uint64_t number);

  bool is_recorded() const;
  /// Whether the last moment recorded has come.
  bool is_complete() const;
  Clock::time_point when() const;

  Device& device() const { return device_; }

 private:
  Device& device_;
  mutable std::mutex mutex_;
  std::uint64_t recorded_ = 0;
  std::uint64_t completed_ = 0;
  Clock::time_point when_;
};

}  // namespace lyap::emulated
