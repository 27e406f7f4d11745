#pragma once

#include "host/option_values.h"
#include "host/render_spec.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace lyap {

/// What a NumPy file says of the plane of numbers that follows.
struct NpyHeader {
  Size size;
  /// kFloat or kDouble.
  Precision precision;

  std::size_t bytes_per_row() const;
};

/// The bytes before the numbers: magic, version 1.0 and a dict, padded to a multiple of 64 (NEP 1).
std::string npy_header_text(const NpyHeader& header);

/// Reads the dict of a NumPy file, a Python literal with its keys in any order. Throws InvalidInput, not naming the
/// file, unless it describes rows of little-endian float32 or float64, row by row, of two dimensions from 1 to
/// kMaxSide.
NpyHeader parse_npy_dict(std::string_view text);

}  // namespace lyap
