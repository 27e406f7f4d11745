#pragma once

#include "host/cuda_resources.h"
#include "host/parameter_plane.h"
#include "host/sequence_kernels.h"
#include "kernels/shade_pixel.h"
#include "kernels/tiles.cuh"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace lyap {

/// A kernel that was made for a sequence, on the device.
class SequenceKernelOnDevice {
 public:
  /// Throws Failure if the current device does not take the code.
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
  /// `device` must be the current one whenever a kernel is found.
  CudaKernels(int device, KernelsMade made);

  /// The kernel made for the sequence of a plane, for work that will take so many seconds; null where there is none, or
  /// none yet. It stays valid.
  template <class T>
  const SequenceKernelOnDevice* find(const ParameterPlane<T>& plane, double seconds);

 private:
  SequenceKernels made_;
  /// By step list; null for code that the device does not take.
  std::map<std::string, std::unique_ptr<const SequenceKernelOnDevice>> loaded_;
};

}  // namespace lyap
