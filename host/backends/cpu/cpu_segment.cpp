#include "host/backends/cpu/cpu_segment.h"

#include "host/backends/cpu/exponent_colors.h"
#include "kernels/listed_steps.h"

#include <algorithm>

namespace lyap {
namespace {

/// The members of the row kernels that work in T.
template <class T>
struct KernelsFor;

template <>
struct KernelsFor<float> {
  static int lanes(const RowKernels& kernels) { return kernels.lanes_f32; }
  static auto exponents(const RowKernels& kernels) { return kernels.exponents_f32; }
};

template <>
struct KernelsFor<double> {
  static int lanes(const RowKernels& kernels) { return kernels.lanes_f64; }
  static auto exponents(const RowKernels& kernels) { return kernels.exponents_f64; }
};

template <class T>
RowsComputed shade_segment_of(const RowKernels& kernels, const Frame& frame, const PlaneView<T>& plane,
                              const Segment& segment, const PixelTarget& target, Workspace& workspace) {
  const auto lanes = KernelsFor<T>::lanes(kernels);
  const auto rows = static_cast<std::size_t>(kernels.block_rows);
  const auto stride = static_cast<std::size_t>(padded_columns(segment.rows.columns, lanes));
  const ColoringView coloring = frame.coloring_view();
  const bool wants_periods = frame.with_periods() || coloring.shown == Quantity::kPeriod;
  auto& scratch = workspace.scratch(T{});
  auto& exponents = workspace.exponents(T{});
  scratch.resize(
      std::max(scratch.size(), static_cast<std::size_t>(scratch_rows(plane)) * rows * static_cast<std::size_t>(lanes)));
  exponents.resize(std::max(exponents.size(), rows * stride));
  if (wants_periods) workspace.periods.resize(std::max(workspace.periods.size(), rows * stride));
  const RowsComputed computed = KernelsFor<T>::exponents(kernels)(plane, segment.rows, scratch.data(), exponents.data(),
                                                                  wants_periods ? workspace.periods.data() : nullptr);

  const auto columns = static_cast<std::size_t>(segment.rows.columns);
  workspace.indices.resize(std::max(workspace.indices.size(), columns));
  for (int row = 0; row < segment.rows.count; ++row) {
    const auto first = static_cast<std::size_t>(row) * stride;
    const std::size_t pixel =
        segment.pixel + static_cast<std::size_t>(row) * static_cast<std::size_t>(frame.size().width);
    const std::uint32_t* periods = wants_periods ? workspace.periods.data() + first : nullptr;
    if (frame.with_periods()) std::copy_n(periods, columns, target.periods + pixel);
    if (coloring.format == PixelFormat::kExponents) {
      std::copy_n(exponents.data() + first, columns, reinterpret_cast<T*>(target.pixels) + pixel);
    } else if (coloring.shown == Quantity::kExponent) {
      store_colors(kernels, ExponentRun<T>{exponents.data() + first, columns, pixel}, coloring, target,
                   workspace.indices.data());
    } else {
      make_period_indices(periods, columns, plane.sequence_period, coloring.palette.entries, workspace.indices.data());
      store_indices(workspace.indices.data(), columns, pixel, coloring, target);
    }
  }
  return computed;
}

}  // namespace

int segment_columns(const RowKernels& kernels, const Frame& frame) {
  constexpr std::int64_t kMaxPixels = 3840;
  constexpr std::int64_t kMaxSteps = 100'000'000;
  const int lanes = frame.precision() == Precision::kFloat ? kernels.lanes_f32 : kernels.lanes_f64;
  const std::int64_t pixels = std::min(kMaxSteps / frame.plane().steps_per_pixel(), kMaxPixels);
  return std::max(static_cast<int>(pixels / kernels.block_rows / lanes), 1) * lanes;
}

RowsComputed shade_segment(const RowKernels& kernels, const Frame& frame, const Segment& segment,
                           const PixelTarget& target, Workspace& workspace) {
  return frame.plane().with_tables(
      [&](const auto& tables) { return shade_segment_of(kernels, frame, tables.view(), segment, target, workspace); });
}

}  // namespace lyap
