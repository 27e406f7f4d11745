#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace lyap {

/// Gives the bytes of a file format from first to last: a file, or an entry of an archive.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  ByteSource(ByteSource&&) = delete;
  ByteSource& operator=(ByteSource&&) = delete;
  virtual ~ByteSource() = default;

  /// All bytes that there are, those that were read too.
  virtual std::uintmax_t length() const = 0;

  /// Reads the next bytes, as many as there is room for, and returns how many: fewer only at the end. Throws Failure,
  /// with the source's name, where they cannot be read.
  virtual std::size_t read(std::span<std::byte> bytes) = 0;
};

}  // namespace lyap
