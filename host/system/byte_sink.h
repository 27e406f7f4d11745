#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace lyap {

/// Takes the bytes of a file format from first to last: a file, memory, a socket. What has been written cannot be read
/// or moved back to, so a format that is written to a ByteSink can be streamed.
class ByteSink {
 public:
  ByteSink() = default;
  ByteSink(const ByteSink&) = delete;
  ByteSink& operator=(const ByteSink&) = delete;
  ByteSink(ByteSink&&) = delete;
  ByteSink& operator=(ByteSink&&) = delete;
  virtual ~ByteSink() = default;

  /// Appends all of `bytes`, waiting for room where there is none. Throws Failure, with the sink's name and the reason,
  /// and Interrupted where a stop request ends the wait; a part of the bytes may have been written then.
  virtual void write(std::span<const std::byte> bytes) = 0;

  /// The sink as error messages name it: "'picture.png'", "standard output".
  virtual std::string shown_name() const = 0;
};

}  // namespace lyap
