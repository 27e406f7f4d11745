#pragma once

#include <string>

namespace lyap {

/// The libraries that pictures are compressed by here, with their versions: "zlib 1.2.13, OpenEXR 3.1.5". Others may
/// give the same pixels other bytes.
std::string compression_version();

}  // namespace lyap
