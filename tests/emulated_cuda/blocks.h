#pragma once

#include "tests/emulated_cuda/fiber.h"
#include "tests/emulated_cuda/memory.h"
#include "tests/emulated_cuda/ptx/translated_kernel.h"

#include <cstdint>
#include <driver_types.h>
#include <memory>
#include <random>
#include <vector>

namespace lyap::emulated {

/// What is launched.
struct Launch {
  const TranslatedKernel* kernel;
  std::uint32_t blocks;
  std::uint32_t threads;
  std::uint32_t dynamic_shared_bytes;
  /// As the kernel's PTX lays them out.
  std::vector<char> parameters;
};

/// Runs the blocks of launches, one after the other in an order that is drawn, and the threads of a block on fibers, in
/// an order that is drawn as well. They change where they wait for one another.
class BlockRunner {
 public:
  BlockRunner();
  BlockRunner(const BlockRunner&) = delete;
  BlockRunner& operator=(const BlockRunner&) = delete;
  ~BlockRunner();

  /// The error that the launch breaks its device with, cudaSuccess if it ends well.
  cudaError_t run(const Launch& launch, const DeviceMemory& memory, std::mt19937& random);

 private:
  struct BlockThread;
  struct Warp;
  static const DeviceOperations kOperations;

  static void run_thread(void* block_thread);
  static void synchronize_block(EmulatedThread* thread);
  static void exchange_in_warp(EmulatedThread* thread, std::uint32_t mask, std::uint32_t value, std::uint32_t* values);
  [[noreturn]] static void fault(EmulatedThread* thread, std::uint64_t address, std::uint32_t bytes);

  void start_block(const Launch& launch, const DeviceMemory& memory, std::uint32_t block);
  void run_block(const std::vector<std::uint32_t>& order);
  bool is_waiting(const BlockThread& thread) const;
  void release_barrier();

  std::vector<std::unique_ptr<BlockThread>> threads_;
  std::vector<Warp> warps_;
  std::vector<char> shared_;
  std::uint32_t alive_ = 0;
  std::uint32_t at_barrier_ = 0;
  cudaError_t error_ = cudaSuccess;
};

}  // namespace lyap::emulated
