#include "host/backends/cpu/cpu_targets.h"

#include <algorithm>
#include <cstdint>

#include <hwy/targets.h>

namespace lyap {
namespace {

// What scalar code is compiled for is what this file is compiled for.
#if defined(__FP_FAST_FMAF)
constexpr bool kScalarFma = true;
#else
constexpr bool kScalarFma = false;
#endif

}  // namespace

std::vector<CpuTarget> list_cpu_targets() {
#if defined(__x86_64__)
  const auto targets = static_cast<std::int64_t>(hwy::SupportedTargets());
  const RowKernels* avx512 = &avx512_row_kernels();
  const RowKernels* avx2 = &avx2_row_kernels();
  const RowKernels* neon = nullptr;
  const bool has_avx512 = (targets & HWY_AVX3) != 0;
  const bool has_avx2 = (targets & HWY_AVX2) != 0;
#else
  const RowKernels* avx512 = nullptr;
  const RowKernels* avx2 = nullptr;
#if defined(__aarch64__)
  const RowKernels* neon = &neon_row_kernels();
#else
  const RowKernels* neon = nullptr;
#endif
  const bool has_avx512 = false;
  const bool has_avx2 = false;
#endif
  return {{"cpu-avx512", "x86-64 with AVX-512, 16 float or 8 double lanes", avx512, has_avx512},
          {"cpu-avx2", "x86-64 with AVX2 and FMA, 8 float or 4 double lanes", avx2, has_avx2},
          {"cpu-neon", "64-bit Arm with NEON, 4 float or 2 double lanes", neon, neon != nullptr},
          {"cpu-scalar", "any processor, one pixel at a time", &scalar_row_kernels(), true, kScalarFma}};
}

const RowKernels& best_row_kernels() {
#if defined(__wasm__)
  return wasm_row_kernels();
#else
  const std::vector<CpuTarget> targets = list_cpu_targets();
  return *std::ranges::find_if(targets, [](const CpuTarget& target) { return target.supported; })->kernels;
#endif
}

}  // namespace lyap
