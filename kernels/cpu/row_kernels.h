#pragma once

#include "kernels/host_device.h"
#include "kernels/plane_view.h"
#include "kernels/tone_map.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Columns [first_column, first_column + columns) of rows [first_row, first_row + count) of a plane.
struct PixelRows {
  int first_row;
  int count;
  int first_column;
  int columns;
};

/// What exponent functions return.
struct RowsComputed {
  /// The name of the instruction set that the code was compiled for, as the compiler saw it: proof of which code ran.
  const char* code_path;
  /// Map steps that were computed for these exponents; fewer than their orbits have where cycles were found. What it
  /// takes to measure periods does not count.
  std::int64_t steps;
};

/// Numbers from a row of results to the next. Inlined everywhere, as all must be that files of several instruction sets
/// share: of a function that each of them may bring along the linker keeps any.
LYAP_INLINE constexpr std::ptrdiff_t padded_columns(int columns, int lanes) {
  return static_cast<std::ptrdiff_t>((columns + lanes - 1) / lanes) * lanes;
}

/// The work of pixel rows on the CPU, as one instruction set does it. One such table per file that is compiled for
/// an instruction set; nothing else of those files is visible, so that no code compiled for a newer processor can be
/// linked into what an older one runs.
struct RowKernels {
  /// Pixels that the exponent functions work on at a time: so many rows, so many columns. Blocks are compact, because
  /// all pixels of a block wait for the one whose orbit closes last.
  int block_rows;
  int lanes_f32;
  int lanes_f64;

  /// Exponents of at most block_rows rows, and if `periods` is not null the periods of their cycles, 0 where none was
  /// found; `out` and `periods` have a row of padded_columns() numbers for each of block_rows rows, and
  /// what lies in it beyond the pixels asked for is written to as well. `scratch` lends scratch_rows() · block_rows ·
  /// lanes numbers.
  RowsComputed (*exponents_f32)(const PlaneView<float>& plane, const PixelRows& rows, float* scratch, float* out,
                                std::uint32_t* periods);
  RowsComputed (*exponents_f64)(const PlaneView<double>& plane, const PixelRows& rows, double* scratch, double* out,
                                std::uint32_t* periods);

  /// Palette indices as palette_index() makes them of `count` exponents for K = `entries` in [1, 65536].
  void (*palette_indices_f32)(ToneMap tone_map, const float* exponents, int count, int entries, std::uint16_t* out);
  void (*palette_indices_f64)(ToneMap tone_map, const double* exponents, int count, int entries, std::uint16_t* out);

  /// Runs `rounds` rounds of independent fused multiply-adds in registers and returns how many lane operations
  /// those were: the ceiling that benchmarks compare with.
  std::int64_t (*fma_rounds_f32)(std::int64_t rounds);
  std::int64_t (*fma_rounds_f64)(std::int64_t rounds);
};

const RowKernels& scalar_row_kernels();
#if defined(__x86_64__)
const RowKernels& avx2_row_kernels();
const RowKernels& avx512_row_kernels();
#elif defined(__aarch64__)
const RowKernels& neon_row_kernels();
#elif defined(__wasm__)
/// Of a module compiled with relaxed SIMD instructions or without, which its results say.
const RowKernels& wasm_row_kernels();
/// Whether its fused multiply-adds round once, as all that these kernels promise asks.
bool wasm_fma_is_fused();
#endif

}  // namespace lyap
