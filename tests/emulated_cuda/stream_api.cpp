// The functions of the CUDA runtime that make streams and events, and wait.
#include "tests/emulated_cuda/runtime.h"
#include "tests/emulated_cuda/settings.h"

#include <atomic>
#include <chrono>
#include <memory>

#include <cuda_runtime_api.h>

using namespace lyap::emulated;

cudaError_t cudaStreamCreateWithFlags(cudaStream_t* handle, unsigned) {
  return device_call(__func__, [&] {
    static std::atomic<unsigned> made = 0;
    *handle = static_cast<cudaStream_t>(Runtime::get().streams.add(Stream::start(device(), settings().seed + ++made)));
    return cudaSuccess;
  });
}

cudaError_t cudaStreamDestroy(cudaStream_t handle) {
  return call(__func__, [&] {
    const auto stream = Runtime::get().streams.remove(handle);
    if (stream == nullptr) return cudaErrorInvalidResourceHandle;
    stream->close();
    return stream->device().error();
  });
}

cudaError_t cudaStreamSynchronize(cudaStream_t handle) {
  return call(__func__, [&] {
    const auto stream = Runtime::get().streams.find(handle);
    if (stream == nullptr) return cudaErrorInvalidResourceHandle;
    stream->wait();
    return stream->device().error();
  });
}

cudaError_t cudaEventCreate(cudaEvent_t* handle) {
  return device_call(__func__, [&] {
    *handle = static_cast<cudaEvent_t>(Runtime::get().events.add(std::make_shared<Event>(device())));
    return cudaSuccess;
  });
}

cudaError_t cudaEventDestroy(cudaEvent_t handle) {
  return call(__func__, [&] {
    const auto event = Runtime::get().events.remove(handle);
    return event == nullptr ? cudaErrorInvalidResourceHandle : event->device().error();
  });
}

cudaError_t cudaEventRecord(cudaEvent_t handle, cudaStream_t stream_handle) {
  return device_call(__func__, [&] {
    const auto event = Runtime::get().events.find(handle);
    const auto stream = Runtime::get().streams.find(stream_handle);
    if (event == nullptr || stream == nullptr || &event->device() != &stream->device()) {
      return cudaErrorInvalidResourceHandle;
    }
    stream->add([event, number = event->record()](std::mt19937&) { event->complete(number); });
    return cudaSuccess;
  });
}

cudaError_t cudaEventElapsedTime(float* milliseconds, cudaEvent_t from_handle, cudaEvent_t to_handle) {
  return device_call(__func__, [&] {
    const auto from = Runtime::get().events.find(from_handle);
    const auto to = Runtime::get().events.find(to_handle);
    if (from == nullptr || to == nullptr || &from->device() != &to->device()) return cudaErrorInvalidResourceHandle;
    if (!from->is_recorded() || !to->is_recorded()) return cudaErrorInvalidResourceHandle;
    if (!from->is_complete() || !to->is_complete()) return cudaErrorNotReady;
    *milliseconds = std::chrono::duration<float, std::milli>(to->when() - from->when()).count();
    return cudaSuccess;
  });
}
