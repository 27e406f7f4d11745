#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lyap {

/// All that the file `path` holds: a regular file, or what comes out of a FIFO or a device until its end. No more than
/// `max_bytes` + 1 bytes of it are read.
///
/// `kind` is what messages call it: "palette file 'a.map' does not exist". Throws InvalidInput where there is no such
/// file, where it is a folder, and where it holds more than `max_bytes`; Failure where it cannot be read.
std::string read_file(const std::string& path, std::size_t max_bytes, std::string_view kind = "file");

/// Whether something has that name: a file, a folder, or what a link leads to.
bool names_something(const std::string& path);

/// All that an open file holds, from where it stands to its end. Nothing, and errno, where it cannot be read; where it
/// holds more than `max_bytes`, errno is EFBIG.
std::optional<std::string> read_to_end(int descriptor, std::size_t max_bytes);

}  // namespace lyap
