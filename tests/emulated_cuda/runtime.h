#pragma once

#include "tests/emulated_cuda/failures.h"
#include "tests/emulated_cuda/memory.h"
#include "tests/emulated_cuda/module.h"
#include "tests/emulated_cuda/stream.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <cuda_runtime_api.h>

namespace lyap::emulated {

/// An emulated GPU.
class Device {
 public:
  Device(int capability, std::uint64_t memory_bytes) : capability_(capability), memory_(memory_bytes) {}

  /// 90 for 9.0.
  int capability() const { return capability_; }
  DeviceMemory& memory() { return memory_; }

  /// What every call returns once the device is broken: a kernel that failed, or a device that was lost, takes all that
  /// is in its memory with it. cudaSuccess while it works.
  cudaError_t error() const { return error_; }
  void break_with(cudaError_t error) { error_ = error; }

 private:
  int capability_;
  DeviceMemory memory_;
  std::atomic<cudaError_t> error_{cudaSuccess};
};

/// A kernel of a module.
struct Kernel {
  std::shared_ptr<Module> module;
  std::string name;

  const TranslatedKernel* find() const { return module->find(name); }
};

/// Objects that programs know by handles. For any number of threads.
template <class T>
class Handles {
 public:
  /// The handle of the object.
  void* add(std::shared_ptr<T> object) {
    const std::lock_guard lock(mutex_);
    void* handle = object.get();
    objects_[handle] = std::move(object);
    return handle;
  }
  /// Null if there is no such handle.
  std::shared_ptr<T> find(const void* handle) const {
    const std::lock_guard lock(mutex_);
    const auto found = objects_.find(handle);
    return found == objects_.end() ? nullptr : found->second;
  }
  std::shared_ptr<T> remove(const void* handle) {
    auto object = find(handle);
    const std::lock_guard lock(mutex_);
    objects_.erase(handle);
    return object;
  }
  std::vector<std::shared_ptr<T>> all() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<T>> objects;
    for (const auto& [handle, object] : objects_) objects.push_back(object);
    return objects;
  }

 private:
  mutable std::mutex mutex_;
  std::map<const void*, std::shared_ptr<T>> objects_;
};

/// All that the emulated runtime knows. It lives as long as any thread.
struct Runtime {
  static Runtime& get();
  Runtime();

  /// The device that has this address, or null.
  Device* owner_of(const void* address) const;
  /// Waits for all work of a device.
  void wait_for(const Device& device) const;

  std::vector<std::unique_ptr<Device>> devices;
  PinnedMemory pinned;
  FailurePlan failures;
  Handles<Stream> streams;
  Handles<Event> events;
  Handles<Module> libraries;
  Handles<Kernel> kernels;
  /// By the function of the host that stands for them.
  std::mutex functions_mutex;
  std::map<const void*, std::shared_ptr<Kernel>> functions;
};

/// The device of the calling thread.
int current_device();
void set_current_device(int number);
Device& device();

/// Remembers an error as the last of the calling thread, and returns it.
cudaError_t tell(cudaError_t error);
/// The last error of the calling thread.
cudaError_t last_error();
void forget_last_error();

/// Counts a call of a function of the runtime and does what it does, unless it is planned to fail.
template <class Body>
cudaError_t call(const char* function, const Body& body) {
  const cudaError_t planned = Runtime::get().failures.next(function);
  return tell(planned != cudaSuccess ? planned : body());
}

/// The same for functions that want a device that works.
template <class Body>
cudaError_t device_call(const char* function, const Body& body) {
  return call(function, [&] {
    if (Runtime::get().devices.empty()) return cudaErrorNoDevice;
    if (const cudaError_t error = device().error(); error != cudaSuccess) return error;
    return body();
  });
}

}  // namespace lyap::emulated
