#pragma once

#include "host/backends/cuda/cuda_resources.h"
#include "host/backends/cuda/sequence_kernels.h"
#include "kernels/cuda/tiles.cuh"
#include "kernels/shade_pixel.h"

#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

namespace lyap {

/// A kernel that was made for a sequence, on the device.
class SequenceKernelOnDevice {
 public:
  /// Loads it now. Throws Failure if the current device does not take the code.
  explicit SequenceKernelOnDevice(std::shared_ptr<const SequenceKernels::Code> code);
  SequenceKernelOnDevice(const SequenceKernelOnDevice&) = delete;
  SequenceKernelOnDevice& operator=(const SequenceKernelOnDevice&) = delete;
  SequenceKernelOnDevice(SequenceKernelOnDevice&&) = delete;
  SequenceKernelOnDevice& operator=(SequenceKernelOnDevice&&) = delete;
  ~SequenceKernelOnDevice();

  /// Queues a launch, as launch_band_kernel() does; `plane` is of the precision and the step list it was made for.
  template <class T>
  void launch(PlaneView<T> plane, BandView band, TileRange tiles, unsigned long long* steps,
              const CudaStream& stream) const;

 private:
  std::shared_ptr<const SequenceKernels::Code> code_;
  cudaLibrary_t library_ = nullptr;
  cudaKernel_t kernel_ = nullptr;
};

/// The kernels of one device.
class CudaKernels {
 public:
  /// `made` are those for the device's architecture. The device must be the current one whenever a kernel is found.
  explicit CudaKernels(std::shared_ptr<SequenceKernels> made) : made_(std::move(made)) {}

  /// The kernel made for a step list; null where there is none, or none yet. It stays valid.
  const SequenceKernelOnDevice* find(const StepListSource& step_list, const std::stop_token& stop);

  /// Reports that the device has worked on a step list for `seconds` without a kernel made for it.
  void add_work(const StepListSource& step_list, double seconds) { made_->add_work(step_list, seconds); }

  /// SequenceKernels::give_up().
  void give_up() { made_->give_up(); }

  /// A remark for the user on these kernels; empty if there is none.
  std::string note() const;

 private:
  std::shared_ptr<SequenceKernels> made_;
  /// By step list; null for code that the device does not take.
  std::map<std::string, std::unique_ptr<const SequenceKernelOnDevice>> loaded_;
  std::string problem_;
};

/// Kernels for devices of an architecture, 90 for compute capability 9.0, kept in the user's cache folder.
std::shared_ptr<SequenceKernels> make_sequence_kernels(int architecture, KernelsMade made);

}  // namespace lyap
