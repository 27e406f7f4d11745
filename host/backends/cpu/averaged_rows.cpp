#include "host/backends/cpu/averaged_rows.h"

#include <algorithm>
#include <cstdint>

namespace lyap {

template <class Samples>
void average_rows(const SampledSegment<Samples>& segment, TapSums<Samples>& sums) {
  const AveragingView view = segment.averaging;
  const auto columns = static_cast<std::size_t>(segment.columns);
  const auto sample_rows = static_cast<std::size_t>((segment.rows - 1) * view.per_side + view.taps);
  const auto step = static_cast<std::size_t>(view.per_side);
  sums.resize(std::max(sums.size(), columns * sample_rows));
  for (std::size_t row = 0; row < sample_rows; ++row) {
    const auto* samples = segment.samples + row * segment.pitch;
    for (std::size_t column = 0; column < columns; ++column) {
      sums[row * columns + column] = sum_of_taps<Samples>(view, samples + column * step);
    }
  }
  for (int row = 0; row < segment.rows; ++row) {
    const auto* first = sums.data() + static_cast<std::size_t>(row) * step * columns;
    const std::size_t pixel = segment.first_pixel + static_cast<std::size_t>(row) * segment.target_pitch;
    for (std::size_t column = 0; column < columns; ++column) {
      typename Samples::Total total;
      for (std::size_t tap = 0; tap < static_cast<std::size_t>(view.taps); ++tap) {
        Samples::add(first[tap * columns + column], view.weights[tap], total);
      }
      store_average(view, segment.coloring, total, pixel + column, segment.target);
    }
  }
}

template void average_rows(const SampledSegment<LightSamples>&, TapSums<LightSamples>&);
template void average_rows(const SampledSegment<ExponentSamples<float>>&, TapSums<ExponentSamples<float>>&);
template void average_rows(const SampledSegment<ExponentSamples<double>>&, TapSums<ExponentSamples<double>>&);

}  // namespace lyap
