#include "host/backends/cuda/cuda_kernels.h"

#include "host/backends/cuda/kernel_compiler.h"
#include "host/base/error.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

namespace lyap {
SequenceKernelOnDevice::SequenceKernelOnDevice(std::shared_ptr<const SequenceKernels::Code> code)
    : code_(std::move(code)) {
  LYAP_CUDA_CALL(cudaLibraryLoadData(&library_, code_->data(), nullptr, nullptr, 0, nullptr, nullptr, 0));
  try {
    LYAP_CUDA_CALL(cudaLibraryGetKernel(&kernel_, library_, KernelCompiler::kFunction));
    // Libraries are loaded when something of them is first needed.
    cudaFuncAttributes attributes{};
    LYAP_CUDA_CALL(cudaFuncGetAttributes(&attributes, kernel_));
  } catch (const Failure&) {
    discard_cuda_error(cudaLibraryUnload(library_));
    throw;
  }
}

SequenceKernelOnDevice::~SequenceKernelOnDevice() {
  discard_cuda_error(cudaLibraryUnload(library_));
}

template <class T>
void SequenceKernelOnDevice::launch(PlaneView<T> plane, BandView band, TileRange tiles, unsigned long long* steps,
                                    const CudaStream& stream) const {
  void* arguments[] = {&plane, &band, &tiles, &steps};
  const auto blocks = static_cast<unsigned>(std::min<std::int64_t>(tiles.end - tiles.first, INT32_MAX));
  LYAP_CUDA_CALL(cudaLaunchKernel(kernel_, dim3(blocks), dim3(kTileThreads), arguments, 0, stream.get()));
}

const SequenceKernelOnDevice* CudaKernels::find(const StepListSource& step_list, const std::stop_token& stop) {
  if (const auto found = loaded_.find(step_list.text); found != loaded_.end()) return found->second.get();
  const auto code = made_->find(step_list, stop);
  if (code == nullptr) return nullptr;
  std::unique_ptr<const SequenceKernelOnDevice> kernel;
  try {
    kernel = std::make_unique<const SequenceKernelOnDevice>(code);
  } catch (const Failure& error) {
    // The kernel that comes with the program does the work.
    problem_ = error.what();
  }
  return (loaded_[step_list.text] = std::move(kernel)).get();
}

std::string CudaKernels::note() const {
  const std::string& problem = problem_.empty() ? made_->problem() : problem_;
  return problem.empty() ? "" : fmt::format("kernels made for the sequence: {}", problem);
}

std::shared_ptr<SequenceKernels> make_sequence_kernels(int architecture, KernelsMade made) {
  const SequenceKernels::Compiler compiler{
      [architecture](const std::string& step_list) { return KernelCompiler::keys_of(step_list, architecture); },
      [architecture](const std::string& step_list, const std::stop_token& stop) {
        return KernelCompiler().compile(step_list, architecture, stop).code;
      }};
  return std::make_shared<SequenceKernels>(KernelCache(KernelCache::default_folder()), made, compiler);
}

template void SequenceKernelOnDevice::launch(PlaneView<float>, BandView, TileRange, unsigned long long*,
                                             const CudaStream&) const;
template void SequenceKernelOnDevice::launch(PlaneView<double>, BandView, TileRange, unsigned long long*,
                                             const CudaStream&) const;

}  // namespace lyap
