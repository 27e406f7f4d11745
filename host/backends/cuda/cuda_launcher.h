#pragma once

#include "host/backends/cuda/cuda_device_info.h"
#include "host/backends/cuda/cuda_kernels.h"
#include "host/backends/cuda/cuda_tables.h"
#include "host/backends/cuda/launch_budget.h"
#include "host/compute/frame.h"
#include "host/compute/step_list.h"
#include "kernels/cuda/band_kernel.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string_view>
#include <utility>

namespace lyap {

/// Which kernel shades a band.
struct KernelChoice {
  /// Of the plane's sequence, where a kernel can be made for it; else null.
  std::shared_ptr<const StepListSource> step_list;
  /// The one made for it, if there is one; else the one for any sequence.
  const SequenceKernelOnDevice* made = nullptr;
  /// Of kernels that are about equally fast.
  LaunchBudget* budget = nullptr;

  std::string_view code_path() const { return made == nullptr ? "CUDA" : "CUDA, made for the sequence"; }
};

/// Has a GPU shade bands, in launches short enough for one that also draws a screen.
class CudaLauncher {
 public:
  CudaLauncher(const CudaDeviceInfo& device, std::shared_ptr<SequenceKernels> made);

  /// The best kernel that there is by now for a plane, whose step list is given where it has one. It stays valid. Where
  /// kernels are to be compiled at once, a stop ends the waiting for one.
  template <class T>
  KernelChoice choose(const PlaneView<T>& plane, std::shared_ptr<const StepListSource> step_list,
                      const std::stop_token& stop);

  /// Queues as many launches as the tiles of the band need, until a stop is requested. The queue has room for about a
  /// thousand; then each waits for another to end, and a stop may come.
  template <class T>
  void shade(const KernelChoice& kernel, DevicePlane<T>& plane, const BandView& band, std::int64_t steps_per_pixel,
             unsigned long long* steps, const CudaStream& stream, const std::stop_token& stop);

  /// Tells what a band took: its tiles, the steps that were computed, and the seconds that the device worked at it.
  void learn(const KernelChoice& kernel, std::int64_t tiles, double steps, double seconds);

  /// Rows of the frame that make few launches but fill the device, so that a stop or a look at the progress need not
  /// wait.
  int rows_of_band(const Frame& frame) const;

  /// Nobody waits for the kernels that are being compiled.
  void give_up_compiling() { kernels_.give_up(); }

  /// What the user may want to know of the kernels, or nothing.
  std::string note() const { return kernels_.note(); }

 private:
  /// Kernels that differ in speed by more than a factor of two.
  enum Kind : std::size_t { kMade, kInSharedMemory, kInGlobalMemory };
  static constexpr std::size_t kKinds = 3;

  static std::size_t first_budget_of(Precision precision) { return precision == Precision::kDouble ? kKinds : 0; }

  CudaKernels kernels_;
  /// With fewer, some multiprocessors have no work, and a launch is no shorter.
  std::int64_t fewest_tiles_;
  std::array<LaunchBudget, 2 * kKinds> budgets_;
};

}  // namespace lyap
