#include "host/cpu_segment.h"

#include "host/exponent_colors.h"
#include "kernels/exponent.h"

#include <algorithm>

namespace lyap {
namespace {

/// The members of the row kernels that work in T.
template <class T>
struct KernelsFor;

template <>
struct KernelsFor<float> {
  static int block(const RowKernels& kernels) { return kernels.block_f32; }
  static auto exponents(const RowKernels& kernels) { return kernels.exponents_f32; }
};

template <>
struct KernelsFor<double> {
  static int block(const RowKernels& kernels) { return kernels.block_f64; }
  static auto exponents(const RowKernels& kernels) { return kernels.exponents_f64; }
};

template <class T>
const char* shade_segment_of(const RowKernels& kernels, const Frame& frame, const PlaneView<T>& plane,
                             const Segment& segment, const PixelTarget& target, Workspace& workspace) {
  const auto block = static_cast<std::size_t>(KernelsFor<T>::block(kernels));
  const auto columns = static_cast<std::size_t>(segment.columns);
  auto& scratch = workspace.scratch(T{});
  auto& exponents = workspace.exponents(T{});
  scratch.resize(std::max(scratch.size(), static_cast<std::size_t>(scratch_rows(plane)) * block));
  exponents.resize(std::max(exponents.size(), columns + block));
  const char* code_path = KernelsFor<T>::exponents(kernels)(plane, segment.row, segment.first_column, segment.columns,
                                                            scratch.data(), exponents.data());
  if (frame.format() == PixelFormat::kExponents) {
    std::copy_n(exponents.data(), columns, reinterpret_cast<T*>(target.pixels) + segment.pixel);
    return code_path;
  }
  workspace.indices.resize(std::max(workspace.indices.size(), columns));
  store_colors(kernels, ExponentRun<T>{exponents.data(), columns, segment.pixel}, frame.format(),
               frame.colors()->view(), target, workspace.indices.data());
  return code_path;
}

}  // namespace

int segment_pixels(const RowKernels& kernels, const Frame& frame) {
  constexpr std::int64_t kMostPixels = 3840;
  constexpr std::int64_t kMostSteps = 100'000'000;
  const int block = frame.precision() == Precision::kFloat ? kernels.block_f32 : kernels.block_f64;
  const std::int64_t pixels = std::clamp(kMostSteps / frame.steps_per_pixel(), std::int64_t{block}, kMostPixels);
  return static_cast<int>(pixels / block) * block;
}

const char* shade_segment(const RowKernels& kernels, const Frame& frame, const Segment& segment,
                          const PixelTarget& target, Workspace& workspace) {
  return frame.with_plane(
      [&](const auto& plane) { return shade_segment_of(kernels, frame, plane.view(), segment, target, workspace); });
}

}  // namespace lyap
