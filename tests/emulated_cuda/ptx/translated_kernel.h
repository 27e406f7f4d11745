#pragma once

#include <stdint.h>

// What a kernel translated from PTX to C and the device that runs it know of each other, in C11 and in C++.

#ifdef __cplusplus
extern "C" {
#endif

struct DeviceOperations;

/// A thread that runs a kernel. Device memory has addresses at which the host has nothing.
struct EmulatedThread {
  /// %tid.x, %ctaid.x, %ntid.x and %nctaid.x.
  uint32_t thread, block, threads, blocks;
  /// The block's, both what its kernel declares and what the launch adds to it.
  char* shared;
  uint32_t shared_bytes;
  /// Addresses of device memory as programs know them.
  uint64_t device_begin, device_bytes;
  /// From such an address to where the memory really is.
  int64_t shift;
  const struct DeviceOperations* device;
};

struct DeviceOperations {
  /// Returns when all threads of the block have come.
  void (*synchronize_block)(struct EmulatedThread* thread);
  /// Returns when all lanes of the mask have come, with the value that each of the 32 lanes has brought.
  void (*exchange_in_warp)(struct EmulatedThread* thread, uint32_t mask, uint32_t value, uint32_t* values_of_lanes);
  /// What the thread does next no device could do. Never returns.
  void (*fault)(struct EmulatedThread* thread, uint64_t address, uint32_t bytes);
};

/// A kernel of a PTX file.
struct TranslatedKernel {
  const char* name;
  /// Parameters are where `parameter_offsets` say, in `parameter_bytes` in all, aligned to 16 bytes.
  void (*run)(struct EmulatedThread* thread, const char* parameters);
  uint32_t most_threads;
  /// Shared memory that it declares itself; what a launch adds begins behind it.
  uint32_t shared_bytes;
  uint32_t parameter_bytes;
  uint32_t parameter_count;
  const uint32_t* parameter_offsets;
  const uint32_t* parameter_sizes;
  /// The oldest architecture that its PTX is for: 75 is sm_75.
  uint32_t target;
  uint32_t local_bytes;
};

/// The kernels of a translated file; one without a name is behind the last.
extern const struct TranslatedKernel emulated_kernels[];

#ifdef __cplusplus
}
#endif
