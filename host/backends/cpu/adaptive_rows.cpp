#include "host/backends/cpu/adaptive_rows.h"

#include "host/backends/cpu/gathered_columns.h"
#include "kernels/adaptive_samples.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace lyap {
namespace {

/// Some of the pixels of a frame whose samples are adaptive.
struct AdaptiveRows {
  const RowKernels& kernels;
  const Frame& frame;
  const PixelRows& pixels;
  const Destination& to;
  Workspace& workspace;

  std::size_t place_of(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(pixels.columns) + static_cast<std::size_t>(column);
  }
  std::size_t count() const { return place_of(0, pixels.count); }
};

/// The samples in the centres, as palette indices, of all pixels and of one more on each side.
RowsComputed shade_centres(const AdaptiveRows& rows) {
  const PixelRows centres{rows.pixels.first_row, rows.pixels.count + 2, rows.pixels.first_column,
                          rows.pixels.columns + 2};
  const auto pitch = static_cast<std::size_t>(centres.columns);
  auto& indices = rows.workspace.centres;
  indices.resize(std::max(indices.size(), pitch * static_cast<std::size_t>(centres.count)));
  PixelTarget target{};
  target.indices = indices.data();
  const ColoringView coloring = coloring_of_samples(rows.frame.coloring_view(), AverageOf::kColor);
  RowsComputed computed{"", 0};
  for (int row = 0; row < centres.count; row += rows.kernels.block_rows) {
    const PixelRows block{centres.first_row + row, std::min(rows.kernels.block_rows, centres.count - row),
                          centres.first_column, centres.columns};
    const Destination to{target, static_cast<std::size_t>(row) * pitch, pitch};
    const RowsComputed done = rows.frame.centres()->with_tables([&](const auto& tables) {
      return shade_rows(rows.kernels, tables.view(), coloring, block, to, rows.workspace);
    });
    computed = {done.code_path, computed.steps + done.steps};
  }
  return computed;
}

/// Stores the pixels that their centres suffice for, and notes which need their samples.
void settle_pixels(const AdaptiveRows& rows) {
  const std::int64_t pitch = rows.pixels.columns + 2;
  const AveragedRows<LightSamples> centres{rows.frame.averaging()->view(),
                                           rows.frame.coloring_view(),
                                           rows.workspace.centres.data() + pitch + 1,
                                           pitch,
                                           rows.pixels.columns,
                                           rows.pixels.count,
                                           rows.to.first,
                                           static_cast<std::int32_t>(rows.to.pitch),
                                           rows.to.target};
  rows.workspace.needed.resize(std::max(rows.workspace.needed.size(), rows.count()));
  for (int row = 0; row < rows.pixels.count; ++row) {
    for (int column = 0; column < rows.pixels.columns; ++column) {
      settle_pixel(centres, rows.workspace.needed.data(), column, row);
    }
  }
}

/// The columns of pixels of which some, from row `first` to row `last`, need samples.
void list_needed_columns(const AdaptiveRows& rows, int first, int last) {
  std::vector<std::int32_t>& columns = rows.workspace.needed_columns;
  columns.clear();
  for (int column = 0; column < rows.pixels.columns; ++column) {
    bool needed = false;
    for (int row = first; row <= last; ++row) needed |= rows.workspace.needed[rows.place_of(column, row)] != 0;
    if (needed) columns.push_back(column);
  }
}

/// Samples of the columns that were listed, in at most block_rows rows of them from `first_row` on, added to the totals
/// of the pixels that need them.
template <class T, class Samples>
std::int64_t add_samples(const AdaptiveRows& rows, const PlaneView<T>& plane, int first_row, int row_count) {
  using Sample = typename Samples::Sample;
  const AveragingView view = rows.frame.averaging()->view();
  Workspace& workspace = rows.workspace;
  const std::vector<std::int32_t>& columns = workspace.needed_columns;
  const int lanes = sizeof(T) == sizeof(float) ? rows.kernels.lanes_f32 : rows.kernels.lanes_f64;
  auto& firsts = workspace.run_starts;
  firsts.clear();
  for (const std::int32_t column : columns) firsts.push_back((rows.pixels.first_column + column) * view.per_side);
  const auto gathered = gather_columns(plane, firsts, view.per_side, lanes, workspace.gathered(T{}));

  const auto pitch = columns.size() * static_cast<std::size_t>(view.per_side);
  auto& samples = workspace.samples(Sample{});
  samples.resize(std::max(samples.size(), pitch * static_cast<std::size_t>(row_count)));
  PixelTarget target{};
  if constexpr (std::is_same_v<Sample, std::uint16_t>) {
    target.indices = samples.data();
  } else {
    target.pixels = reinterpret_cast<std::uint8_t*>(samples.data());
  }
  const PixelRows block{rows.pixels.first_row * view.per_side + first_row, row_count, 0, static_cast<int>(pitch)};
  const ColoringView coloring = coloring_of_samples(rows.frame.coloring_view(), view.of);
  const RowsComputed done = shade_rows(rows.kernels, gathered, coloring, block, {target, 0, pitch}, workspace);

  auto& totals = workspace.totals(typename Samples::Total{});
  const Sample* sample = samples.data();
  for (int row = first_row; row < first_row + row_count; ++row) {
    for (const std::int32_t column : columns) {
      const auto sum = sum_of_taps<Samples>(view, sample);
      Samples::add(sum, view.weights[row % view.per_side], totals[rows.place_of(column, row / view.per_side)]);
      sample += view.per_side;
    }
  }
  return done.steps;
}

/// Stores the pixels that need samples. Returns the map steps of these.
template <class T, class Samples>
std::int64_t average_needed(const AdaptiveRows& rows, const PlaneView<T>& plane) {
  const AveragingView view = rows.frame.averaging()->view();
  auto& totals = rows.workspace.totals(typename Samples::Total{});
  totals.assign(rows.count(), {});
  const int sample_rows = rows.pixels.count * view.per_side;
  std::int64_t steps = 0;
  for (int row = 0; row < sample_rows; row += rows.kernels.block_rows) {
    const int count = std::min(rows.kernels.block_rows, sample_rows - row);
    list_needed_columns(rows, row / view.per_side, (row + count - 1) / view.per_side);
    if (!rows.workspace.needed_columns.empty()) steps += add_samples<T, Samples>(rows, plane, row, count);
  }
  const ColoringView coloring = rows.frame.coloring_view();
  for (int row = 0; row < rows.pixels.count; ++row) {
    for (int column = 0; column < rows.pixels.columns; ++column) {
      const std::size_t place = rows.place_of(column, row);
      if (rows.workspace.needed[place] == 0) continue;
      const std::size_t pixel = rows.to.first + static_cast<std::size_t>(row) * rows.to.pitch;
      store_average(view, coloring, totals[place], pixel + static_cast<std::size_t>(column), rows.to.target);
    }
  }
  return steps;
}

}  // namespace

RowsComputed average_where_needed(const RowKernels& kernels, const Frame& frame, const PixelRows& pixels,
                                  const Destination& to, Workspace& workspace) {
  const AdaptiveRows rows{kernels, frame, pixels, to, workspace};
  const RowsComputed centres = shade_centres(rows);
  settle_pixels(rows);
  const std::int64_t steps = frame.plane().with_tables([&]<class T>(const ParameterPlane<T>& tables) {
    return frame.averages_colors() ? average_needed<T, LightSamples>(rows, tables.view())
                                   : average_needed<T, ExponentSamples<T>>(rows, tables.view());
  });
  return {centres.code_path, centres.steps + steps};
}

}  // namespace lyap
