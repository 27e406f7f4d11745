#pragma once

#include "host/system/byte_sink.h"

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace lyap {

/// Keeps what is written to it in memory.
class MemorySink : public ByteSink {
 public:
  /// `shown_name` is what error messages call it.
  explicit MemorySink(std::string shown_name = "memory") : shown_name_(std::move(shown_name)) {}

  /// Throws std::bad_alloc.
  void write(std::span<const std::byte> bytes) override;
  std::string shown_name() const override { return shown_name_; }

  /// All that has been written.
  const std::vector<std::byte>& bytes() const { return bytes_; }

  /// Hands over all that has been written; the sink is empty afterwards.
  std::vector<std::byte> take_bytes() { return std::exchange(bytes_, {}); }

 private:
  std::string shown_name_;
  std::vector<std::byte> bytes_;
};

}  // namespace lyap
