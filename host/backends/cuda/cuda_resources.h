#pragma once

#include "host/base/error.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include <cuda_runtime_api.h>

namespace lyap {

/// Throws Failure with the error's name, its text and the call if a CUDA runtime call did not succeed.
void check_cuda(cudaError_t status, std::string_view call, const char* file, int line);

/// Forgets the error of a call, if it had one, that nobody needs to know of. The runtime would keep it as the last
/// error of the thread, which Thrust takes for one of its own.
void discard_cuda_error(cudaError_t status);

/// Every CUDA runtime call goes through this, or its status through check_cuda() or discard_cuda_error().
#define LYAP_CUDA_CALL(call) ::lyap::check_cuda((call), #call, __FILE__, __LINE__)

/// A CUDA stream; move-only.
class CudaStream {
 public:
  CudaStream() { LYAP_CUDA_CALL(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking)); }
  CudaStream(CudaStream&& other) noexcept : stream_(std::exchange(other.stream_, nullptr)) {}
  CudaStream& operator=(CudaStream&& other) noexcept {
    std::swap(stream_, other.stream_);
    return *this;
  }
  CudaStream(const CudaStream&) = delete;
  CudaStream& operator=(const CudaStream&) = delete;
  ~CudaStream() {
    if (stream_ != nullptr) discard_cuda_error(cudaStreamDestroy(stream_));
  }

  cudaStream_t get() const { return stream_; }
  void synchronize() const { LYAP_CUDA_CALL(cudaStreamSynchronize(stream_)); }

 private:
  cudaStream_t stream_ = nullptr;
};

/// A moment in the work of a stream.
class CudaEvent {
 public:
  CudaEvent() { LYAP_CUDA_CALL(cudaEventCreate(&event_)); }
  CudaEvent(const CudaEvent&) = delete;
  CudaEvent& operator=(const CudaEvent&) = delete;
  CudaEvent(CudaEvent&&) = delete;
  CudaEvent& operator=(CudaEvent&&) = delete;
  ~CudaEvent() { discard_cuda_error(cudaEventDestroy(event_)); }

  /// The moment when all that the stream holds now is done.
  void record(const CudaStream& stream) { LYAP_CUDA_CALL(cudaEventRecord(event_, stream.get())); }

  /// Negative if this came before `earlier`; both must be over.
  double seconds_since(const CudaEvent& earlier) const {
    float milliseconds = 0;
    LYAP_CUDA_CALL(cudaEventElapsedTime(&milliseconds, earlier.event_, event_));
    return 1e-3 * static_cast<double>(milliseconds);
  }

 private:
  cudaEvent_t event_ = nullptr;
};

/// How a buffer gets and gives back its memory.
struct DeviceMemory {
  static void allocate(void** pointer, std::size_t bytes) { LYAP_CUDA_CALL(cudaMalloc(pointer, bytes)); }
  static void release(void* pointer) { discard_cuda_error(cudaFree(pointer)); }
};

/// Host memory that the GPU copies to and from while the processor does something else.
struct PinnedMemory {
  static void allocate(void** pointer, std::size_t bytes) { LYAP_CUDA_CALL(cudaMallocHost(pointer, bytes)); }
  static void release(void* pointer) { discard_cuda_error(cudaFreeHost(pointer)); }
};

/// Memory for numbers of T that only ever grows; move-only. Growing loses the content.
template <class T, class Memory>
class CudaBuffer {
 public:
  CudaBuffer() = default;
  CudaBuffer(CudaBuffer&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), capacity_(std::exchange(other.capacity_, 0)) {}
  CudaBuffer& operator=(CudaBuffer&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  CudaBuffer(const CudaBuffer&) = delete;
  CudaBuffer& operator=(const CudaBuffer&) = delete;
  ~CudaBuffer() {
    if (data_ != nullptr) Memory::release(data_);
  }

  /// Makes room for `count` numbers. Nothing may be using the memory on the device.
  void reserve(std::size_t count) {
    if (count <= capacity_) return;
    *this = CudaBuffer();
    void* memory = nullptr;
    Memory::allocate(&memory, count * sizeof(T));
    data_ = static_cast<T*>(memory);
    capacity_ = count;
  }

  T* data() const { return data_; }

 private:
  T* data_ = nullptr;
  std::size_t capacity_ = 0;
};

template <class T>
using DeviceBuffer = CudaBuffer<T, DeviceMemory>;

template <class T>
using PinnedBuffer = CudaBuffer<T, PinnedMemory>;

/// Copies `values` into device memory in the order of `stream`; returns where they are. Nothing is copied for none.
template <class T>
const T* upload(std::span<const T> values, DeviceBuffer<T>& buffer, const CudaStream& stream) {
  if (values.empty()) return buffer.data();
  buffer.reserve(values.size());
  LYAP_CUDA_CALL(
      cudaMemcpyAsync(buffer.data(), values.data(), values.size_bytes(), cudaMemcpyHostToDevice, stream.get()));
  return buffer.data();
}

/// Copies the first `count` numbers of a buffer to the host in the order of `stream`.
template <class T>
void fetch(const DeviceBuffer<T>& from, std::size_t count, const PinnedBuffer<T>& to, const CudaStream& stream) {
  if (count == 0) return;
  LYAP_CUDA_CALL(cudaMemcpyAsync(to.data(), from.data(), count * sizeof(T), cudaMemcpyDeviceToHost, stream.get()));
}

}  // namespace lyap
