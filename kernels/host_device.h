#pragma once

/// Marks code that a CUDA thread and the CPU both run. Everything so marked must use explicit `fma` only and no
/// function of the C mathematics library, so that both sides compute the same bits.
#if defined(__CUDACC__)
#define LYAP_HOST_DEVICE __host__ __device__
#else
#define LYAP_HOST_DEVICE
#endif

/// What a loop over SIMD vectors seldom runs: kept out of it, so that the loop has the registers.
#if defined(__CUDACC__)
#define LYAP_SELDOM LYAP_HOST_DEVICE __forceinline__
#else
#define LYAP_SELDOM __attribute__((noinline))
#endif

/// The orbit loop must be inlined into each kernel: a call per step would cost more than the step.
#if defined(__CUDACC__)
#define LYAP_INLINE LYAP_HOST_DEVICE __forceinline__
#else
#define LYAP_INLINE inline __attribute__((always_inline))
#endif

/// Before a loop: its body is not repeated. Only clang, which does so unasked, is told.
#if defined(__clang__) && !defined(__CUDACC__)
#define LYAP_NO_UNROLL _Pragma("clang loop unroll(disable)")
#else
#define LYAP_NO_UNROLL
#endif

/// A function of its own in WebAssembly, where browsers optimize function after function while they run; a part of the
/// kernel elsewhere.
#if defined(__wasm__)
#define LYAP_INLINE_BUT_IN_WASM __attribute__((noinline))
#else
#define LYAP_INLINE_BUT_IN_WASM LYAP_INLINE
#endif
