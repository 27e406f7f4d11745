#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <span>
#include <stop_token>
#include <string_view>
#include <thread>

namespace lyap {

/// An answer of several parts, each of which says what it is in JSON and has bytes besides: two little-endian 32-bit
/// lengths, then what is so long. While none is sent it sends a short sign of life now and then, for only who writes
/// notices that the other side has gone.
class PartStream {
 public:
  /// Writes bytes; false where the other side has gone.
  using Write = std::function<bool(std::string_view bytes)>;

  /// `gone` is called once, by any thread, when the other side has gone.
  PartStream(Write write, std::function<void()> gone);
  PartStream(const PartStream&) = delete;
  PartStream& operator=(const PartStream&) = delete;
  PartStream(PartStream&&) = delete;
  PartStream& operator=(PartStream&&) = delete;
  ~PartStream() = default;

  /// Throws Interrupted if the other side has gone.
  void send(std::string_view json, std::span<const std::byte> bytes = {});

 private:
  bool write_part(std::string_view json, std::span<const std::byte> bytes);
  void send_signs_of_life(const std::stop_token& stop);

  Write write_;
  std::function<void()> gone_;
  std::mutex mutex_;
  std::condition_variable_any ended_;
  std::chrono::steady_clock::time_point last_sent_ = std::chrono::steady_clock::now();
  bool is_gone_ = false;
  std::jthread signs_of_life_;
};

}  // namespace lyap
