#include "host/cuda_kernels.h"

#include "host/error.h"
#include "host/kernel_compiler.h"
#include "host/step_list.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Compute capability 9.0 as 90.
int architecture_of(int device) {
  int major = 0;
  int minor = 0;
  LYAP_CUDA_CALL(cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, device));
  LYAP_CUDA_CALL(cudaDeviceGetAttribute(&minor, cudaDevAttrComputeCapabilityMinor, device));
  return 10 * major + minor;
}

SequenceKernels::Compiler load_compiler(int architecture) {
  const KernelCompiler compiler;
  const auto& known = compiler.architectures();
  if (std::find(known.begin(), known.end(), architecture) == known.end()) {
    throw Failure(fmt::format("{} does not know the GPU's architecture, sm_{}", compiler.version(), architecture));
  }
  return {[=](const std::string& step_list) { return compiler.key_of(step_list, architecture); },
          [=](const std::string& step_list) { return compiler.compile(step_list, architecture).code; }};
}

}  // namespace

SequenceKernelOnDevice::SequenceKernelOnDevice(std::shared_ptr<const SequenceKernels::Code> code)
    : code_(std::move(code)) {
  LYAP_CUDA_CALL(cudaLibraryLoadData(&library_, code_->data(), nullptr, nullptr, 0, nullptr, nullptr, 0));
  try {
    LYAP_CUDA_CALL(cudaLibraryGetKernel(&kernel_, library_, KernelCompiler::kFunction));
  } catch (const Failure&) {
    static_cast<void>(cudaLibraryUnload(library_));
    throw;
  }
}

SequenceKernelOnDevice::~SequenceKernelOnDevice() {
  static_cast<void>(cudaLibraryUnload(library_));
}

template <class T>
void SequenceKernelOnDevice::launch(PlaneView<T> plane, BandView band, TileRange tiles, unsigned long long* steps,
                                    const CudaStream& stream) const {
  void* arguments[] = {&plane, &band, &tiles, &steps};
  const auto blocks = static_cast<unsigned>(std::min<std::int64_t>(tiles.end - tiles.first, INT32_MAX));
  LYAP_CUDA_CALL(cudaLaunchKernel(kernel_, dim3(blocks), dim3(kTileThreads), arguments, 0, stream.get()));
}

CudaKernels::CudaKernels(int device, KernelsMade made)
    : made_(KernelCache(KernelCache::default_folder()), made,
            [device] { return load_compiler(architecture_of(device)); }) {}

template <class T>
const SequenceKernelOnDevice* CudaKernels::find(const ParameterPlane<T>& plane, double seconds) {
  const auto step_list = make_step_list(plane);
  if (!step_list) return nullptr;
  if (const auto found = loaded_.find(step_list->text); found != loaded_.end()) return found->second.get();
  const auto code = made_.find(*step_list, seconds);
  if (code == nullptr) return nullptr;
  std::unique_ptr<const SequenceKernelOnDevice> kernel;
  try {
    kernel = std::make_unique<const SequenceKernelOnDevice>(code);
  } catch (const Failure&) {
    static_cast<void>(cudaGetLastError());  // the kernel that comes with the program does the work
  }
  return (loaded_[step_list->text] = std::move(kernel)).get();
}

template void SequenceKernelOnDevice::launch(PlaneView<float>, BandView, TileRange, unsigned long long*,
                                             const CudaStream&) const;
template void SequenceKernelOnDevice::launch(PlaneView<double>, BandView, TileRange, unsigned long long*,
                                             const CudaStream&) const;
template const SequenceKernelOnDevice* CudaKernels::find(const ParameterPlane<float>&, double);
template const SequenceKernelOnDevice* CudaKernels::find(const ParameterPlane<double>&, double);

}  // namespace lyap
