#include "host/backends/cuda/cuda_backend.h"
#include "host/backends/cuda/cuda_device_info.h"
#include "host/backends/cuda/kernel_compiler.h"
#include "host/base/error.h"
#include "host/compute/difference_sum.h"

// What a program that was built without CUDA has in the place of it: no GPU, and the reason.

namespace lyap {
namespace {

constexpr const char* kReason = "this program was built without CUDA";

}  // namespace

BackendDescription describe_cuda_backend() {
  return {std::string(kCudaBackend), "NVIDIA GPU, one thread per pixel", kReason, false, nullptr};
}

CudaDevices find_cuda_devices() {
  return {{}, kReason, false};
}

const CudaDeviceInfo& CudaDevices::usable(int) const {
  throw Failure(problem);
}

std::vector<int> CudaDevices::chosen(const DeviceChoice& choice) const {
  return choice.numbers();
}

std::vector<int> CudaDevices::start(const DeviceChoice&) const {
  throw Failure(problem);
}

std::unique_ptr<DifferenceSum> sum_on_device(const Palette&, int) {
  throw Failure(std::string("exponents cannot be compared on a GPU: ") + kReason);
}

struct KernelCompiler::Nvrtc {};

KernelCompiler::KernelCompiler() {
  throw Failure(kReason);
}

CompiledKernel KernelCompiler::compile(const std::string&, int, const std::stop_token&) const {
  return {};
}

std::vector<std::string> KernelCompiler::keys_of(const std::string&, int) {
  return {};
}

}  // namespace lyap
