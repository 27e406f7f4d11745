#pragma once

#include "host/system/file_descriptor.h"

#include <cstdint>
#include <openexr.h>
#include <string>
#include <string_view>

namespace lyap {

/// How EXR files begin.
inline constexpr std::string_view kExrMagic("\x76\x2f\x31\x01", 4);

/// A file of bytes for OpenEXR to read from, by any number of threads at a time.
class ExrInput {
 public:
  /// Opens a regular file. Throws Failure if it cannot be read, and InvalidInput, with its name, if there is none, it
  /// is another kind of file or does not begin as EXR files do.
  explicit ExrInput(const std::string& path);

  /// The bytes of the file; −1 if it does not say.
  std::int64_t size() const;

  /// Sets the functions and their data in what exr_start_read() gets. The input must stay where it is.
  void connect(exr_context_initializer_t& start);

 private:
  std::int64_t read(void* bytes, std::uint64_t count, std::uint64_t offset) const;

  FileDescriptor file_;
};

}  // namespace lyap
