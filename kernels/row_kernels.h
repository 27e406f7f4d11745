#pragma once

#include "kernels/plane_view.h"

#include <cstdint>

namespace lyap {

/// The work of a pixel row on the CPU, as one instruction set does it. One such table per file that is compiled for
/// an instruction set; nothing else of those files is visible, so that no code compiled for a newer processor can be
/// linked into what an older one runs.
struct RowKernels {
  /// Pixels that the exponent functions work on at a time: they write (and read column terms) in whole blocks.
  int block_f32;
  int block_f64;

  /// Exponents of columns [first, first + count) of a row; `out` must hold count rounded up to whole blocks.
  /// `scratch` lends scratch_rows() · block numbers. Returns the name of
  /// the instruction set that the code was compiled for, as the compiler saw it: proof of which code ran.
  const char* (*exponents_f32)(const PlaneView<float>& plane, int row, int first, int count, float* scratch,
                               float* out);
  const char* (*exponents_f64)(const PlaneView<double>& plane, int row, int first, int count, double* scratch,
                               double* out);

  /// Palette indices min(⌊s·K⌋, K − 1) of `count` exponents for K = `entries` in [1, 65536].
  void (*palette_indices_f32)(const float* exponents, int count, int entries, std::uint16_t* out);
  void (*palette_indices_f64)(const double* exponents, int count, int entries, std::uint16_t* out);

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
#endif

}  // namespace lyap
