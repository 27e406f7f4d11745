#include "host/backends/cpu/cpu_segment.h"

#include "host/backends/cpu/adaptive_rows.h"
#include "host/backends/cpu/averaged_rows.h"
#include "host/backends/cpu/shaded_rows.h"
#include "kernels/average_samples.h"

#include <algorithm>
#include <numeric>
#include <type_traits>

namespace lyap {
namespace {

/// The samples of a plane, rows and columns of them one after the other, as palette indices or exponents.
template <class Sample>
RowsComputed shade_samples(const RowKernels& kernels, const Plane& plane, const ColoringView& coloring,
                           const PixelRows& grid, Sample* samples, Workspace& workspace) {
  const auto pitch = static_cast<std::size_t>(grid.columns);
  PixelTarget target{};
  if constexpr (std::is_same_v<Sample, std::uint16_t>) {
    target.indices = samples;
  } else {
    target.pixels = reinterpret_cast<std::uint8_t*>(samples);
  }
  RowsComputed computed{"", 0};
  for (int row = 0; row < grid.count; row += kernels.block_rows) {
    const PixelRows rows{grid.first_row + row, std::min(kernels.block_rows, grid.count - row), grid.first_column,
                         grid.columns};
    const Destination to{target, static_cast<std::size_t>(row) * pitch, pitch};
    const RowsComputed done = plane.with_tables(
        [&](const auto& tables) { return shade_rows(kernels, tables.view(), coloring, rows, to, workspace); });
    computed = {done.code_path, computed.steps + done.steps};
  }
  return computed;
}

/// All samples that count for a segment's pixels, and their averages. Samples are computed by each segment that they
/// count for: a segment then needs no other, and no memory but its thread's.
template <class Samples>
RowsComputed average_segment(const RowKernels& kernels, const Frame& frame, const PixelRows& pixels,
                             const Destination& to, Workspace& workspace) {
  const AveragingView averaging = frame.averaging()->view();
  const auto samples_along = [&](int count) { return (count - 1) * averaging.per_side + averaging.taps; };
  const PixelRows grid{pixels.first_row * averaging.per_side, samples_along(pixels.count),
                       pixels.first_column * averaging.per_side, samples_along(pixels.columns)};
  auto& samples = workspace.samples(typename Samples::Sample{});
  samples.resize(
      std::max(samples.size(), static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.count)));
  const ColoringView coloring = coloring_of_samples(frame.coloring_view(), averaging.of);
  AveragedRows<Samples> rows{averaging,      frame.coloring_view(), samples.data(), grid.columns,
                             pixels.columns, pixels.count,          to.first,       static_cast<std::int32_t>(to.pitch),
                             to.target};
  const std::vector<Plane>& sub_frames = frame.sub_frames();
  if (sub_frames.size() > 1) {
    auto& totals = workspace.totals(typename Samples::Total{});
    totals.resize(
        std::max(totals.size(), static_cast<std::size_t>(pixels.columns) * static_cast<std::size_t>(pixels.count)));
    rows.sub_frame.totals = totals.data();
  }
  RowsComputed computed{"", 0};
  for (const Plane& plane : sub_frames) {
    rows.sub_frame.is_first = &plane == &sub_frames.front();
    rows.sub_frame.is_last = &plane == &sub_frames.back();
    const RowsComputed done = shade_samples(kernels, plane, coloring, grid, samples.data(), workspace);
    computed = {done.code_path, computed.steps + done.steps};
    average_rows(rows, workspace.sums(typename Samples::Sum{}));
  }
  return computed;
}

/// Of the pixels around it whose centres are computed too, a large segment has few; with them its rows and columns are
/// whole blocks. Where all samples would be more than `within`, it is smaller.
SegmentSize adaptive_segment_size(const RowKernels& kernels, int per_side, int lanes, std::int64_t within) {
  SegmentSize size{40 / kernels.block_rows * kernels.block_rows - 2, 160 / lanes * lanes - 2};
  const auto is_too_large = [&] { return std::int64_t{size.rows} * size.columns * per_side * per_side > within; };
  while (is_too_large() && size.rows > kernels.block_rows) size.rows -= kernels.block_rows;
  while (is_too_large() && size.columns > lanes) size.columns -= lanes;
  return {std::max(size.rows, 1), std::max(size.columns, 1)};
}

}  // namespace

SegmentSize segment_size(const RowKernels& kernels, const Frame& frame) {
  constexpr std::int64_t kMaxSamples = 3840;
  constexpr std::int64_t kMaxSteps = 100'000'000;
  const SampleGrid& grid = frame.plane().grid();
  const int lanes = frame.precision() == Precision::kFloat ? kernels.lanes_f32 : kernels.lanes_f64;
  const std::int64_t within_steps =
      kMaxSteps / (frame.plane().steps_per_orbit() * static_cast<std::int64_t>(frame.sub_frames().size()));
  if (frame.centres() != nullptr) return adaptive_segment_size(kernels, grid.per_side, lanes, within_steps);
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
  const Destination to{target, segment.pixel, static_cast<std::size_t>(frame.size().width)};
  if (frame.centres() != nullptr) return average_where_needed(kernels, frame, segment.rows, to, workspace);
  if (frame.averages_colors()) return average_segment<LightSamples>(kernels, frame, segment.rows, to, workspace);
  return frame.plane().with_tables([&]<class T>(const ParameterPlane<T>& tables) {
    if (frame.averaging() != nullptr) {
      return average_segment<ExponentSamples<T>>(kernels, frame, segment.rows, to, workspace);
    }
    return shade_rows(kernels, tables.view(), frame.coloring_view(), segment.rows, to, workspace);
  });
}

}  // namespace lyap
