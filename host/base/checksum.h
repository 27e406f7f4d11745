#pragma once

#include <string>
#include <string_view>

namespace lyap {

/// The CRC-32 of the bytes, as zlib, gzip and PNG compute it, in 8 hexadecimal digits.
std::string checksum_of(std::string_view bytes);

}  // namespace lyap
