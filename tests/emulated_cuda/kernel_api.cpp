// The functions of the CUDA runtime that load and launch kernels, and those that nvcc's code calls to register and
// launch those of the program.
#include "tests/emulated_cuda/blocks.h"
#include "tests/emulated_cuda/runtime.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <cuda_runtime_api.h>

namespace lyap::emulated {
namespace {

constexpr std::size_t kSharedBytes = 48 * 1024;

/// By its handle, or by the function of the host that stands for it.
std::shared_ptr<Kernel> kernel_of(const void* function) {
  Runtime& runtime = Runtime::get();
  if (auto kernel = runtime.kernels.find(function)) return kernel;
  const std::lock_guard lock(runtime.functions_mutex);
  const auto found = runtime.functions.find(function);
  return found == runtime.functions.end() ? nullptr : found->second;
}

/// Null where the device cannot run it: a driver makes code of PTX for the devices that came later.
const TranslatedKernel* code_of(const Kernel& kernel) {
  const TranslatedKernel* code = kernel.find();
  return code == nullptr || static_cast<int>(code->target) > device().capability() ? nullptr : code;
}

std::vector<char> lay_out(const TranslatedKernel& kernel, void** arguments) {
  std::vector<char> parameters(kernel.parameter_bytes);
  for (std::uint32_t i = 0; i < kernel.parameter_count; ++i) {
    std::memcpy(parameters.data() + kernel.parameter_offsets[i], arguments[i], kernel.parameter_sizes[i]);
  }
  return parameters;
}

bool is_one_dimensional(dim3 size) {
  return size.x > 0 && size.x <= INT32_MAX && size.y == 1 && size.z == 1;
}

void run(const Launch& launch, Device& on, std::mt19937& random) {
  // The threads of a runner can go on only on the thread that they began on, which is the stream's.
  static thread_local BlockRunner runner;
  if (on.error() != cudaSuccess) return;
  const cudaError_t planned = Runtime::get().failures.next(kKernelRuns);
  const cudaError_t error = planned != cudaSuccess ? planned : runner.run(launch, on.memory(), random);
  if (error != cudaSuccess) on.break_with(error);
}

cudaError_t launch(const void* function, dim3 grid, dim3 block, void** arguments, std::size_t shared_bytes,
                   cudaStream_t handle) {
  const auto kernel = kernel_of(function);
  if (kernel == nullptr) return cudaErrorInvalidDeviceFunction;
  const TranslatedKernel* code = code_of(*kernel);
  if (code == nullptr) return cudaErrorNoKernelImageForDevice;
  const auto stream = Runtime::get().streams.find(handle);
  if (stream == nullptr || &stream->device() != &device()) return cudaErrorInvalidResourceHandle;
  if (!is_one_dimensional(grid) || !is_one_dimensional(block) || block.x > code->most_threads) {
    return cudaErrorInvalidConfiguration;
  }
  if (code->shared_bytes + shared_bytes > kSharedBytes) return cudaErrorInvalidValue;
  stream->add(
      [work = Launch{code, grid.x, block.x, static_cast<std::uint32_t>(shared_bytes), lay_out(*code, arguments)},
       kernel, &on = stream->device()](std::mt19937& random) { run(work, on, random); });
  return cudaSuccess;
}

/// What is between <<< and >>>, on its way to the function that launches.
struct Configuration {
  dim3 grid;
  dim3 block;
  std::size_t shared_bytes;
  void* stream;
};

thread_local std::vector<Configuration> configurations;

}  // namespace
}  // namespace lyap::emulated

using namespace lyap::emulated;

cudaError_t cudaLaunchKernel(const void* function, dim3 grid, dim3 block, void** arguments, std::size_t shared_bytes,
                             cudaStream_t stream) {
  return device_call(__func__, [&] { return launch(function, grid, block, arguments, shared_bytes, stream); });
}

cudaError_t cudaLibraryLoadData(cudaLibrary_t* library, const void* code, cudaJitOption*, void**, unsigned,
                                cudaLibraryOption*, void**, unsigned) {
  return device_call(__func__, [&] {
    const auto* text = static_cast<const char*>(code);
    // NVRTC's PTX begins with a comment; machine code does not.
    if (std::strncmp(text, "//", 2) != 0) return cudaErrorInvalidKernelImage;
    *library = static_cast<cudaLibrary_t>(Runtime::get().libraries.add(std::make_shared<Module>(text)));
    return cudaSuccess;
  });
}

cudaError_t cudaLibraryUnload(cudaLibrary_t library) {
  return device_call(__func__, [&] {
    return Runtime::get().libraries.remove(library) == nullptr ? cudaErrorInvalidResourceHandle : cudaSuccess;
  });
}

cudaError_t cudaLibraryGetKernel(cudaKernel_t* kernel, cudaLibrary_t library, const char* name) {
  return device_call(__func__, [&] {
    const auto module = Runtime::get().libraries.find(library);
    if (module == nullptr) return cudaErrorInvalidResourceHandle;
    if (module->find(name) == nullptr) return cudaErrorSymbolNotFound;
    *kernel = static_cast<cudaKernel_t>(Runtime::get().kernels.add(std::make_shared<Kernel>(Kernel{module, name})));
    return cudaSuccess;
  });
}

cudaError_t cudaFuncGetAttributes(cudaFuncAttributes* attributes, const void* function) {
  return device_call(__func__, [&] {
    const auto kernel = kernel_of(function);
    if (kernel == nullptr) return cudaErrorInvalidDeviceFunction;
    const TranslatedKernel* code = code_of(*kernel);
    if (code == nullptr) return cudaErrorNoKernelImageForDevice;
    *attributes = {};
    attributes->ptxVersion = static_cast<int>(code->target);
    attributes->binaryVersion = device().capability();
    attributes->maxThreadsPerBlock = static_cast<int>(code->most_threads);
    attributes->sharedSizeBytes = code->shared_bytes;
    attributes->localSizeBytes = code->local_bytes;
    return cudaSuccess;
  });
}

cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int* blocks, const void*, int threads, std::size_t,
                                                                   unsigned) {
  return device_call(__func__, [&] {
    *blocks = std::max(1, 1024 / threads);
    return cudaSuccess;
  });
}

extern "C" {

cudaError_t __cudaGetKernel(cudaKernel_t* kernel, const void* function) {
  const auto found = kernel_of(function);
  if (found == nullptr) return tell(cudaErrorInvalidDeviceFunction);
  *kernel = static_cast<cudaKernel_t>(Runtime::get().kernels.add(found));
  return cudaSuccess;
}

cudaError_t __cudaLaunchKernel(cudaKernel_t kernel, dim3 grid, dim3 block, const void** arguments,
                               std::size_t shared_bytes, cudaStream_t stream) {
  return device_call("cudaLaunchKernel",
                     [&] { return launch(kernel, grid, block, const_cast<void**>(arguments), shared_bytes, stream); });
}

unsigned __cudaPushCallConfiguration(dim3 grid, dim3 block, std::size_t shared_bytes, void* stream) {
  configurations.push_back({grid, block, shared_bytes, stream});
  return 0;
}

cudaError_t __cudaPopCallConfiguration(dim3* grid, dim3* block, std::size_t* shared_bytes, void* stream) {
  const Configuration last = configurations.back();
  configurations.pop_back();
  *grid = last.grid;
  *block = last.block;
  *shared_bytes = last.shared_bytes;
  *static_cast<void**>(stream) = last.stream;
  return cudaSuccess;
}

void** __cudaRegisterFatBinary(void* wrapper) {
  // For as long as the process lives, as the code is.
  auto* module = new std::shared_ptr<Module>(std::make_shared<Module>(ptx_of_fat_binary(wrapper)));
  return reinterpret_cast<void**>(module);
}

void __cudaRegisterFatBinaryEnd(void**) {}

void __cudaUnregisterFatBinary(void**) {}

void __cudaRegisterVar(void**, char*, char*, const char*, int, std::size_t, int, int) {}

void __cudaRegisterFunction(void** module, const char* function, char*, const char* name, int, uint3*, uint3*, dim3*,
                            dim3*, int*) {
  Runtime& runtime = Runtime::get();
  auto kernel = std::make_shared<Kernel>(Kernel{*reinterpret_cast<std::shared_ptr<Module>*>(module), name});
  const std::lock_guard lock(runtime.functions_mutex);
  runtime.functions[function] = std::move(kernel);
}

}  // extern "C"
