#pragma once

#include "translated_kernel.h"

#include <stdint.h>

// The state spaces of PTX for translated kernels, in C. No access leaves its space or is misaligned: those are faults.

static _Noreturn inline void fault(struct EmulatedThread* thread, uint64_t address, uint32_t bytes) {
  thread->device->fault(thread, address, bytes);
  __builtin_unreachable();
}

#define ALWAYS_INLINE static inline __attribute__((always_inline))

/// In a space that begins at 0: shared and local memory, and parameters.
ALWAYS_INLINE char* window_at(struct EmulatedThread* thread, char* window, uint64_t window_bytes, uint64_t address,
                              uint32_t bytes) {
  if (address >= window_bytes || bytes > window_bytes - address || address % bytes != 0) fault(thread, address, bytes);
  return window + address;
}

ALWAYS_INLINE char* global_at(struct EmulatedThread* thread, uint64_t address, uint32_t bytes) {
  const uint64_t offset = address - thread->device_begin;
  if (offset >= thread->device_bytes || bytes > thread->device_bytes - offset || address % bytes != 0) {
    fault(thread, address, bytes);
  }
  return (char*)(uintptr_t)(address + (uint64_t)thread->shift);
}

/// Generic addresses of shared and local memory are those of the host.
static inline uint64_t generic_address(const char* window) {
  return (uint64_t)(uintptr_t)window;
}

static inline char* generic_at(struct EmulatedThread* thread, char* local, uint64_t local_bytes, uint64_t address,
                               uint32_t bytes) {
  const uint64_t in_shared = address - generic_address(thread->shared);
  if (in_shared < thread->shared_bytes) {
    return window_at(thread, thread->shared, thread->shared_bytes, in_shared, bytes);
  }
  const uint64_t in_local = address - generic_address(local);
  if (in_local < local_bytes) return window_at(thread, local, local_bytes, in_local, bytes);
  return global_at(thread, address, bytes);
}

#define DEFINE_MEMORY_ACCESS(type, c_type)                                  \
  static inline c_type load_##type(const char* at) {                        \
    return *(const c_type*)(const void*)at;                                 \
  }                                                                         \
  static inline void store_##type(char* at, c_type value) {                 \
    *(c_type*)(void*)at = value;                                            \
  }                                                                         \
  static inline c_type atomic_add_##type(char* at, c_type value) {          \
    return __atomic_fetch_add((c_type*)(void*)at, value, __ATOMIC_RELAXED); \
  }

DEFINE_MEMORY_ACCESS(u8, uint8_t)
DEFINE_MEMORY_ACCESS(u16, uint16_t)
DEFINE_MEMORY_ACCESS(u32, uint32_t)
DEFINE_MEMORY_ACCESS(u64, uint64_t)
