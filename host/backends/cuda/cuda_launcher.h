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
  /// The step list of the plane; null where no kernel can be made for it.
  std::shared_ptr<const StepListSource> step_list;
  /// The kernel made for the sequence; null if there is none, then the kernel for any sequence is used.
  const SequenceKernelOnDevice* made = nullptr;
  /// The budget of launches for kernels of the same kind (CudaLauncher::Kind) and precision. Not null once chosen.
  LaunchBudget* budget = nullptr;

  std::string_view code_path() const { return made == nullptr ? "CUDA" : "CUDA, made for the sequence"; }
};

/// Queues the kernels that shade bands on a GPU, in launches short enough that a GPU which also drives a display stays
/// responsive.
class CudaLauncher {
 public:
  CudaLauncher(const CudaDeviceInfo& device, std::shared_ptr<SequenceKernels> made);

  /// The best kernel that there is by now for a plane, whose step list is given where it has one. It stays valid. With
  /// KernelsMade::kAtOnce it waits for the compiler until a stop is requested.
  template <class T>
  KernelChoice choose(const PlaneView<T>& plane, std::shared_ptr<const StepListSource> step_list,
                      const std::stop_token& stop);

  /// Queues as many launches as the tiles of the band need, until a stop is requested. The driver's queue has room for
  /// about a thousand launches. When it is full, each further launch waits for one to end, so a stop can arrive in the
  /// meantime.
  template <class T>
  void shade(const KernelChoice& kernel, const DevicePlane<T>& plane, const BandView& band,
             std::int64_t steps_per_orbit, unsigned long long* steps, const CudaStream& stream,
             const std::stop_token& stop);

  /// Reports the cost of a band: its tiles, the map steps that were computed, and the seconds in which the device
  /// computed it.
  void learn(const KernelChoice& kernel, std::int64_t tiles, double steps, double seconds);

  /// The number of rows of a band that takes few launches but fills the device, so that stops and progress reports are
  /// not delayed.
  int rows_of_band(const Frame& frame) const;

  /// Stops compiling kernels: nobody wants them any more.
  void give_up_compiling() { kernels_.give_up(); }

  /// A remark for the user on the kernels; empty if there is none.
  std::string note() const { return kernels_.note(); }

 private:
  /// The kinds of kernels, which differ in speed by about a factor of two each.
  enum Kind : std::size_t { kMade, kOfAnyScaled, kOfAnyPlain };
  static constexpr std::size_t kKinds = 3;

  static std::size_t first_budget_of(Precision precision) { return precision == Precision::kDouble ? kKinds : 0; }

  CudaKernels kernels_;
  /// With fewer, some multiprocessors have no work, and a launch is no shorter.
  std::int64_t min_tiles_;
  std::array<LaunchBudget, 2 * kKinds> budgets_;
};

}  // namespace lyap
