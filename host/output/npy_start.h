#pragma once

#include "host/system/byte_source.h"

#include <cstdint>
#include <string>

namespace lyap {

/// How a NumPy file describes its array, a Python dict, and at which byte that begins.
struct NpyStart {
  std::string dict;
  std::uintmax_t data = 0;
};

/// Reads what stands before the array (NEP 1, versions 1.0 to 3.0). Throws InvalidInput, without the file's name, for
/// another file or one that ends before, and what the source throws.
NpyStart read_npy_start(ByteSource& source);

}  // namespace lyap
