#include "tests/emulated_cuda/blocks.h"

#include "tests/emulated_cuda/settings.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace lyap::emulated {
namespace {

constexpr std::uint32_t kWarpThreads = 32;
constexpr std::size_t kSharedAlignment = 16;

std::vector<std::uint32_t> drawn_order(std::uint32_t count, std::mt19937& random) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::shuffle(order, random);
  return order;
}

}  // namespace

struct BlockRunner::BlockThread : EmulatedThread {
  BlockRunner* runner;
  const TranslatedKernel* kernel;
  const char* parameters;
  bool waits_for_block;
  /// The exchange of its warp that it waits for.
  bool waits_for_warp;
  std::uint64_t awaited_exchange;
  Fiber fiber;
};

/// Threads of a warp that exchange numbers. Those of two exchanges can be there at a time: the first may still be read.
struct BlockRunner::Warp {
  std::uint32_t mask = 0;
  std::uint32_t arrived = 0;
  std::uint64_t exchanges = 0;
  std::uint32_t values[2][kWarpThreads] = {};
};

const DeviceOperations BlockRunner::kOperations{&BlockRunner::synchronize_block, &BlockRunner::exchange_in_warp,
                                                &BlockRunner::fault};

BlockRunner::BlockRunner() = default;
BlockRunner::~BlockRunner() = default;

cudaError_t BlockRunner::run(const Launch& launch, const DeviceMemory& memory, std::mt19937& random) {
  error_ = cudaSuccess;
  while (threads_.size() < launch.threads) threads_.push_back(std::make_unique<BlockThread>());
  for (const std::uint32_t block : drawn_order(launch.blocks, random)) {
    start_block(launch, memory, block);
    run_block(drawn_order(launch.threads, random));
    if (error_ != cudaSuccess) break;
  }
  return error_;
}

void BlockRunner::start_block(const Launch& launch, const DeviceMemory& memory, std::uint32_t block) {
  const std::uint32_t shared_bytes = launch.kernel->shared_bytes + launch.dynamic_shared_bytes;
  shared_.assign(shared_bytes + kSharedAlignment, static_cast<char>(0xcd));
  const std::size_t misaligned = reinterpret_cast<std::uintptr_t>(shared_.data()) % kSharedAlignment;
  warps_.assign((launch.threads + kWarpThreads - 1) / kWarpThreads, Warp());
  alive_ = launch.threads;
  at_barrier_ = 0;
  for (std::uint32_t i = 0; i < launch.threads; ++i) {
    BlockThread& thread = *threads_[i];
    static_cast<EmulatedThread&>(thread) = {i,
                                            block,
                                            launch.threads,
                                            launch.blocks,
                                            shared_.data() + (kSharedAlignment - misaligned) % kSharedAlignment,
                                            shared_bytes,
                                            memory.first_address(),
                                            DeviceMemory::kAddresses,
                                            memory.shift(),
                                            &kOperations};
    thread.runner = this;
    thread.kernel = launch.kernel;
    thread.parameters = launch.parameters.data();
    thread.waits_for_block = false;
    thread.waits_for_warp = false;
    thread.fiber.start(&BlockRunner::run_thread, &thread);
  }
}

void BlockRunner::run_block(const std::vector<std::uint32_t>& order) {
  while (alive_ > 0 && error_ == cudaSuccess) {
    bool any_ran = false;
    for (const std::uint32_t i : order) {
      BlockThread& thread = *threads_[i];
      if (thread.fiber.has_ended() || is_waiting(thread)) continue;
      any_ran = true;
      thread.fiber.resume();
      if (error_ != cudaSuccess) return;
    }
    if (any_ran) continue;
    complain("%s: threads wait for others that never come", threads_[0]->kernel->name);
    error_ = cudaErrorLaunchTimeout;
  }
}

bool BlockRunner::is_waiting(const BlockThread& thread) const {
  if (thread.waits_for_block) return true;
  return thread.waits_for_warp && warps_[thread.thread / kWarpThreads].exchanges == thread.awaited_exchange;
}

void BlockRunner::run_thread(void* block_thread) {
  auto& thread = *static_cast<BlockThread*>(block_thread);
  thread.kernel->run(&thread, thread.parameters);
  --thread.runner->alive_;
  // Who has returned is waited for no more.
  thread.runner->release_barrier();
}

void BlockRunner::release_barrier() {
  if (at_barrier_ == 0 || at_barrier_ < alive_) return;
  at_barrier_ = 0;
  for (const auto& thread : threads_) thread->waits_for_block = false;
}

void BlockRunner::synchronize_block(EmulatedThread* thread) {
  auto& own = *static_cast<BlockThread*>(thread);
  own.waits_for_block = true;
  ++own.runner->at_barrier_;
  own.runner->release_barrier();
  if (own.waits_for_block) own.fiber.give_way();
}

void BlockRunner::exchange_in_warp(EmulatedThread* thread, std::uint32_t mask, std::uint32_t value,
                                   std::uint32_t* values) {
  auto& own = *static_cast<BlockThread*>(thread);
  Warp& warp = own.runner->warps_[thread->thread / kWarpThreads];
  const std::uint32_t bit = std::uint32_t{1} << thread->thread % kWarpThreads;
  if (warp.arrived == 0) warp.mask = mask;
  if (warp.mask != mask || (mask & bit) == 0) {
    complain("%s: threads of a warp meet with different masks", own.kernel->name);
    fault(thread, 0, 0);
  }
  const std::uint64_t exchange = warp.exchanges;
  warp.values[exchange % 2][thread->thread % kWarpThreads] = value;
  warp.arrived |= bit;
  if (warp.arrived == mask) {
    warp.arrived = 0;
    ++warp.exchanges;
  } else {
    own.waits_for_warp = true;
    own.awaited_exchange = exchange;
    own.fiber.give_way();
    own.waits_for_warp = false;
  }
  std::memcpy(values, warp.values[exchange % 2], sizeof warp.values[0]);
}

void BlockRunner::fault(EmulatedThread* thread, std::uint64_t address, std::uint32_t bytes) {
  auto& own = *static_cast<BlockThread*>(thread);
  complain("%s: block %u, thread %u: no access to %u bytes at %#llx", own.kernel->name, own.block, own.thread, bytes,
           static_cast<unsigned long long>(address));
  own.runner->error_ = cudaErrorIllegalAddress;
  own.fiber.end();
}

}  // namespace lyap::emulated
