#pragma once

#include "host/spec/option_values.h"
#include "host/spec/render_spec.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace lyap {

/// What the numbers of a NumPy file are: exponents in either precision, '<f4' and '<f8', or periods, '<u4'.
enum class NpyType { kFloat32, kFloat64, kUint32 };

/// The type of exponents; `precision` is kFloat or kDouble.
constexpr NpyType npy_type_of(Precision precision) {
  return precision == Precision::kFloat ? NpyType::kFloat32 : NpyType::kFloat64;
}

/// The header of a NumPy file that holds a plane of numbers.
struct NpyHeader {
  Size size;
  NpyType type;

  std::size_t bytes_per_row() const;
};

/// The bytes before the numbers: magic, version 1.0 and a dict, padded to a multiple of 64 (NEP 1).
std::string npy_header_text(const NpyHeader& header);

/// The bytes before `count` numbers of double precision in a row, and before a text of so many characters, UTF-32,
/// which NumPy has as an array without dimensions.
std::string npy_row_header_text(std::size_t count);
std::string npy_text_header_text(std::size_t characters);

/// Reads the dict of such a text. Throws InvalidInput, without the file's name, for another array. Returns its
/// characters.
std::size_t parse_npy_text_dict(std::string_view text);

/// Reads the dict of a NumPy file, a Python literal with its keys in any order. Throws InvalidInput, without the file's
/// name, unless it describes little-endian numbers of an NpyType, row by row, of two dimensions from 1 to kMaxSide.
NpyHeader parse_npy_dict(std::string_view text);

}  // namespace lyap
