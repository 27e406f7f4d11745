#include "host/backends/cpu/shaded_rows.h"

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

}  // namespace

template <class T>
RowsComputed shade_rows(const RowKernels& kernels, const PlaneView<T>& plane, const ColoringView& coloring,
                        const PixelRows& shaded, const Destination& to, Workspace& workspace) {
  const auto lanes = KernelsFor<T>::lanes(kernels);
  const auto rows = static_cast<std::size_t>(kernels.block_rows);
  const auto stride = static_cast<std::size_t>(padded_columns(shaded.columns, lanes));
  const bool wants_periods = to.target.periods != nullptr || coloring.shown == Quantity::kPeriod;
  auto& scratch = workspace.scratch(T{});
  auto& exponents = workspace.exponents(T{});
  scratch.resize(
      std::max(scratch.size(), static_cast<std::size_t>(scratch_rows(plane)) * rows * static_cast<std::size_t>(lanes)));
  exponents.resize(std::max(exponents.size(), rows * stride));
  if (wants_periods) workspace.periods.resize(std::max(workspace.periods.size(), rows * stride));
  const RowsComputed computed = KernelsFor<T>::exponents(kernels)(plane, shaded, scratch.data(), exponents.data(),
                                                                  wants_periods ? workspace.periods.data() : nullptr);

  const auto columns = static_cast<std::size_t>(shaded.columns);
  workspace.indices.resize(std::max(workspace.indices.size(), columns));
  for (int row = 0; row < shaded.count; ++row) {
    const auto first = static_cast<std::size_t>(row) * stride;
    const std::size_t pixel = to.first + static_cast<std::size_t>(row) * to.pitch;
    const std::uint32_t* periods = wants_periods ? workspace.periods.data() + first : nullptr;
    if (to.target.periods != nullptr) std::copy_n(periods, columns, to.target.periods + pixel);
    if (coloring.format == PixelFormat::kExponents) {
      std::copy_n(exponents.data() + first, columns, reinterpret_cast<T*>(to.target.pixels) + pixel);
    } else if (coloring.shown == Quantity::kExponent) {
      store_colors(kernels, ExponentRun<T>{exponents.data() + first, columns, pixel}, coloring, to.target,
                   workspace.indices.data());
    } else {
      make_period_indices(periods, columns, plane.sequence_period, coloring.palette.entries, workspace.indices.data());
      store_indices(workspace.indices.data(), columns, pixel, coloring, to.target);
    }
  }
  return computed;
}

template RowsComputed shade_rows(const RowKernels&, const PlaneView<float>&, const ColoringView&, const PixelRows&,
                                 const Destination&, Workspace&);
template RowsComputed shade_rows(const RowKernels&, const PlaneView<double>&, const ColoringView&, const PixelRows&,
                                 const Destination&, Workspace&);

}  // namespace lyap
