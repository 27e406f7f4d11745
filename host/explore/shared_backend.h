#pragma once

#include "host/compute/backend.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>

namespace lyap {

/// A backend that several threads have work for: a band at a time, in the order in which they ask. Any thread may call
/// any function at any time.
class SharedBackend {
 public:
  explicit SharedBackend(std::unique_ptr<Backend> backend) : backend_(std::move(backend)) {}

  /// As Backend::device() and Backend::rows_per_band() say.
  std::string device();
  int rows_per_band(const Frame& frame);

  /// Computes rows of a frame; `use` gets the band while no other thread can compute. Throws Interrupted if a stop is
  /// requested before all of it is computed, and what the backend throws.
  void compute(const std::shared_ptr<const Frame>& frame, Rows rows, const std::stop_token& stop,
               const std::function<void(const Band&)>& use);

  /// Whether a thread computes or waits for its turn.
  bool is_in_use() const;

  /// Map steps that were computed for all of them so far.
  std::int64_t steps() const;

 private:
  /// The right to use the backend, in the order in which threads ask for it.
  class Turn;

  std::unique_ptr<Backend> backend_;
  mutable std::mutex mutex_;
  std::condition_variable next_;
  std::uint64_t asked_ = 0;
  std::uint64_t served_ = 0;
  std::int64_t steps_ = 0;
};

}  // namespace lyap
