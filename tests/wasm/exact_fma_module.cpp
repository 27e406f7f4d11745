// The exact multiply-adds of WebAssembly on their own: a module whose functions take vectors from memory and put
// results there.
#include "kernels/cpu/wasm_exact_fma.h"

namespace {

constexpr int kMostVectors = 1024;
v128_t operands[3][kMostVectors];
v128_t results[kMostVectors];

template <class Fma>
void compute(int vectors, Fma fma) {
  for (int i = 0; i < vectors; ++i) results[i] = fma(operands[0][i], operands[1][i], operands[2][i]);
}

}  // namespace

#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

EXPORT(most_vectors) int most_vectors() {
  return kMostVectors;
}
EXPORT(operands_at) const void* operands_at(int which) {
  return operands[which];
}
EXPORT(results_at) const void* results_at() {
  return results;
}
EXPORT(compute_f32) void compute_f32(int vectors) {
  compute(vectors, lyap::wasm::fma_f32);
}
EXPORT(compute_f64) void compute_f64(int vectors) {
  compute(vectors, lyap::wasm::fma_f64);
}
