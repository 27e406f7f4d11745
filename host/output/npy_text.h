#pragma once

#include "host/system/byte_sink.h"
#include "host/system/byte_source.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace lyap {

inline constexpr std::size_t kMaxNpyTextBytes = std::size_t{4} << 20U;

/// A text as NumPy has it in a file, an array of one string without dimensions: numpy.load(file).item() is the text, in
/// UTF-8 here.
std::string npy_file_of(std::string_view text);

/// Reads such a text. `name` is the file's for messages. Throws InvalidInput for another array or one of more than
/// kMaxNpyTextBytes, and what the source throws.
std::string read_npy_text(ByteSource& source, const std::string& name);

}  // namespace lyap
