// The functions of the CUDA runtime that allocate, copy and fill memory.
#include "tests/emulated_cuda/runtime.h"
#include "tests/emulated_cuda/settings.h"

#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include <cuda_runtime_api.h>

namespace lyap::emulated {
namespace {

/// One end of a copy: memory of a device, or the host's where there is no device.
struct End {
  explicit End(const void* at) : address(at), device(Runtime::get().owner_of(at)) {}

  bool holds(std::uint64_t bytes) const { return device == nullptr || device->memory().holds(address, bytes); }
  char* place() const {
    return device == nullptr ? static_cast<char*>(const_cast<void*>(address)) : device->memory().place(address);
  }

  const void* address;
  Device* device;
};

bool is_of_kind(cudaMemcpyKind kind, const End& to, const End& from) {
  switch (kind) {
    case cudaMemcpyHostToDevice:
      return to.device != nullptr && from.device == nullptr;
    case cudaMemcpyDeviceToHost:
      return to.device == nullptr && from.device != nullptr;
    default:
      return false;
  }
}

cudaError_t copy(const End& to, const End& from, std::size_t bytes, cudaMemcpyKind kind, Stream& stream) {
  if (!is_of_kind(kind, to, from) || !to.holds(bytes) || !from.holds(bytes)) {
    complain("a copy of %zu bytes from %p to %p, of kind %d", bytes, from.address, to.address, kind);
    return cudaErrorInvalidValue;
  }
  const PinnedMemory& pinned = Runtime::get().pinned;
  // Of memory that is not pinned a driver takes the content before the call returns.
  std::shared_ptr<std::vector<char>> taken;
  const char* source = from.place();
  if (from.device == nullptr && !pinned.holds(from.address, bytes)) {
    taken = std::make_shared<std::vector<char>>(source, source + bytes);
    source = taken->data();
  }
  stream.add([taken, source, target = to.place(), bytes, &device = stream.device()](std::mt19937&) {
    if (device.error() == cudaSuccess) std::memcpy(target, source, bytes);
  });
  // To such memory the call waits.
  if (to.device == nullptr && !pinned.holds(to.address, bytes)) stream.wait();
  return stream.device().error();
}

}  // namespace
}  // namespace lyap::emulated

using namespace lyap::emulated;

cudaError_t cudaMalloc(void** address, std::size_t bytes) {
  return device_call(__func__, [&] {
    *address = bytes == 0 ? nullptr : device().memory().allocate(bytes);
    return bytes > 0 && *address == nullptr ? cudaErrorMemoryAllocation : cudaSuccess;
  });
}

cudaError_t cudaFree(void* address) {
  return device_call(__func__, [&] {
    if (address == nullptr) return cudaSuccess;
    Device* owner = Runtime::get().owner_of(address);
    if (owner == nullptr) return cudaErrorInvalidValue;
    Runtime::get().wait_for(*owner);
    return owner->memory().release(address) ? cudaSuccess : cudaErrorInvalidValue;
  });
}

cudaError_t cudaMallocHost(void** address, std::size_t bytes) {
  return device_call(__func__, [&] {
    *address = Runtime::get().pinned.allocate(bytes);
    return *address == nullptr ? cudaErrorMemoryAllocation : cudaSuccess;
  });
}

cudaError_t cudaFreeHost(void* address) {
  return device_call(__func__, [&] {
    return address == nullptr || Runtime::get().pinned.release(address) ? cudaSuccess : cudaErrorInvalidValue;
  });
}

cudaError_t cudaMemcpyAsync(void* to, const void* from, std::size_t bytes, cudaMemcpyKind kind, cudaStream_t handle) {
  return device_call(__func__, [&] {
    const auto stream = Runtime::get().streams.find(handle);
    if (stream == nullptr) return cudaErrorInvalidResourceHandle;
    return bytes == 0 ? cudaSuccess : copy(End(to), End(from), bytes, kind, *stream);
  });
}

cudaError_t cudaMemsetAsync(void* address, int value, std::size_t bytes, cudaStream_t handle) {
  return device_call(__func__, [&] {
    const auto stream = Runtime::get().streams.find(handle);
    const End to(address);
    if (stream == nullptr) return cudaErrorInvalidResourceHandle;
    if (to.device == nullptr || !to.holds(bytes)) return cudaErrorInvalidValue;
    stream->add([target = to.place(), value, bytes, stream = stream.get()](std::mt19937&) {
      if (stream->device().error() == cudaSuccess) std::memset(target, value, bytes);
    });
    return cudaSuccess;
  });
}
