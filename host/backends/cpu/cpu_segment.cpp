#include "host/backends/cpu/cpu_segment.h"

#include "host/backends/cpu/averaged_rows.h"
#include "host/backends/cpu/exponent_colors.h"
#include "kernels/average_samples.h"
#include "kernels/listed_steps.h"

#include <algorithm>
#include <numeric>
#include <type_traits>

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

/// Where the pixels of rows go: the number of the first in the target, and that of pixels from a row to the next.
struct Destination {
  PixelTarget target;
  std::size_t first;
  std::size_t pitch;
};

/// At most block_rows rows. Their periods are stored where the target has room for them.
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

/// All samples that count for a segment's pixels, and their averages. Samples are computed by each segment that they
/// count for: a segment then needs no other, and no memory but its thread's.
template <class T, class Samples>
RowsComputed average_segment(const RowKernels& kernels, const Frame& frame, const PlaneView<T>& plane,
                             const Segment& segment, const PixelTarget& target, Workspace& workspace) {
  const AveragingView averaging = frame.averaging()->view();
  const auto samples_along = [&](int pixels) { return (pixels - 1) * averaging.per_side + averaging.taps; };
  const PixelRows grid{segment.rows.first_row * averaging.per_side, samples_along(segment.rows.count),
                       segment.rows.first_column * averaging.per_side, samples_along(segment.rows.columns)};
  const auto pitch = static_cast<std::size_t>(grid.columns);
  auto& samples = workspace.samples(typename Samples::Sample{});
  samples.resize(std::max(samples.size(), pitch * static_cast<std::size_t>(grid.count)));
  PixelTarget of_samples{};
  if constexpr (std::is_same_v<typename Samples::Sample, std::uint16_t>) {
    of_samples.indices = samples.data();
  } else {
    of_samples.pixels = reinterpret_cast<std::uint8_t*>(samples.data());
  }
  const ColoringView coloring = coloring_of_samples(frame.coloring_view(), averaging.of);
  RowsComputed computed{"", 0};
  for (int row = 0; row < grid.count; row += kernels.block_rows) {
    const PixelRows rows{grid.first_row + row, std::min(kernels.block_rows, grid.count - row), grid.first_column,
                         grid.columns};
    const Destination to{of_samples, static_cast<std::size_t>(row) * pitch, pitch};
    const RowsComputed done = shade_rows(kernels, plane, coloring, rows, to, workspace);
    computed = {done.code_path, computed.steps + done.steps};
  }
  const int width = frame.size().width;
  average_rows(AveragedRows<Samples>{averaging, frame.coloring_view(), samples.data(), grid.columns,
                                     segment.rows.columns, segment.rows.count, segment.pixel, width, target},
               workspace.sums(typename Samples::Sum{}));
  return computed;
}

template <class T>
RowsComputed shade_segment_of(const RowKernels& kernels, const Frame& frame, const PlaneView<T>& plane,
                              const Segment& segment, const PixelTarget& target, Workspace& workspace) {
  if (frame.averaging() == nullptr) {
    const Destination to{target, segment.pixel, static_cast<std::size_t>(frame.size().width)};
    return shade_rows(kernels, plane, frame.coloring_view(), segment.rows, to, workspace);
  }
  if (frame.averages_colors()) {
    return average_segment<T, LightSamples>(kernels, frame, plane, segment, target, workspace);
  }
  return average_segment<T, ExponentSamples<T>>(kernels, frame, plane, segment, target, workspace);
}

}  // namespace

SegmentSize segment_size(const RowKernels& kernels, const Frame& frame) {
  constexpr std::int64_t kMaxSamples = 3840;
  constexpr std::int64_t kMaxSteps = 100'000'000;
  const SampleGrid& grid = frame.plane().grid();
  const int lanes = frame.precision() == Precision::kFloat ? kernels.lanes_f32 : kernels.lanes_f64;
  const std::int64_t within_steps = kMaxSteps / frame.plane().steps_per_orbit();
  // Whole blocks of samples.
  const int rows = kernels.block_rows / std::gcd(kernels.block_rows, grid.per_side);
  const int least_columns = lanes / std::gcd(lanes, grid.per_side);
  const std::int64_t samples = std::min(within_steps, kMaxSamples);
  const auto columns = static_cast<int>(samples / (rows * grid.per_side) / (least_columns * grid.per_side));
  const SegmentSize compact{rows, std::max(columns, 1) * least_columns};
  if (grid.margin == 0) return compact;
  // Of what is computed for its neighbours too, a larger one has less.
  constexpr SegmentSize kLarge{32, 96};
  const std::int64_t all = std::int64_t{grid.along(kLarge.rows)} * grid.along(kLarge.columns);
  return all <= within_steps ? kLarge : compact;
}

RowsComputed shade_segment(const RowKernels& kernels, const Frame& frame, const Segment& segment,
                           const PixelTarget& target, Workspace& workspace) {
  return frame.plane().with_tables(
      [&](const auto& tables) { return shade_segment_of(kernels, frame, tables.view(), segment, target, workspace); });
}

}  // namespace lyap
