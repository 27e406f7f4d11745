#include "tests/emulated_cuda/runtime.h"

#include "tests/emulated_cuda/control.h"
#include "tests/emulated_cuda/settings.h"

#include <algorithm>
#include <cstdlib>

namespace lyap::emulated {
namespace {

/// Whether streams that were told to are waiting.
std::atomic<bool> held = false;
thread_local int current = 0;
thread_local cudaError_t last = cudaSuccess;

}  // namespace

Runtime& Runtime::get() {
  static auto* runtime = new Runtime;
  return *runtime;
}

Runtime::Runtime() {
  // Before main(): kernels that are made for emulated devices are PTX, and must not come among those of real ones.
  ::setenv("XDG_CACHE_HOME", settings().kernel_folder.c_str(), 1);
  for (const int capability : settings().capabilities) {
    devices.push_back(std::make_unique<Device>(capability, settings().memory_bytes));
  }
  failures.plan(read_failures(settings().failures));
}

Device* Runtime::owner_of(const void* address) const {
  for (const auto& one : devices) {
    if (one->memory().owns(address)) return one.get();
  }
  return nullptr;
}

void Runtime::wait_for(const Device& device) const {
  for (const auto& stream : streams.all()) {
    if (&stream->device() == &device) stream->wait();
  }
}

int current_device() {
  return current;
}

void set_current_device(int number) {
  current = number;
}

Device& device() {
  return *Runtime::get().devices[static_cast<std::size_t>(current)];
}

cudaError_t tell(cudaError_t error) {
  if (error != cudaSuccess) last = error;
  return error;
}

cudaError_t last_error() {
  return last;
}

void forget_last_error() {
  last = cudaSuccess;
}

void plan_failures(std::vector<PlannedFailure> failures) {
  Runtime::get().failures.plan(std::move(failures));
}

long failures_happened() {
  return Runtime::get().failures.happened();
}

std::map<std::string, long> calls() {
  return Runtime::get().failures.calls();
}

int device_of(const void* address) {
  const auto& devices = Runtime::get().devices;
  const auto found = std::ranges::find_if(devices, [&](const auto& one) { return one->memory().owns(address); });
  return found == devices.end() ? -1 : static_cast<int>(found - devices.begin());
}

void hold_stream(cudaStream_t stream) {
  held.store(true);
  Runtime::get().streams.find(stream)->add([](std::mt19937&) { held.wait(true); });
}

void release_streams() {
  held.store(false);
  held.notify_all();
}

void repair_devices() {
  for (const auto& one : Runtime::get().devices) one->break_with(cudaSuccess);
}

}  // namespace lyap::emulated
