#include "host/backends/cpu/averaged_rows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace lyap {

template <class Samples>
void average_rows(const AveragedRows<Samples>& rows, TapSums<Samples>& sums) {
  const AveragingView view = rows.averaging;
  const auto columns = static_cast<std::size_t>(rows.columns);
  const std::int32_t sample_rows = (rows.row_count - 1) * view.per_side + view.taps;
  sums.resize(std::max(sums.size(), columns * static_cast<std::size_t>(sample_rows)));
  auto* sum = sums.data();
  for (std::int32_t row = 0; row < sample_rows; ++row) {
    const auto* samples = rows.samples + row * rows.pitch;
    for (std::int32_t column = 0; column < rows.columns; ++column) {
      *sum++ = sum_of_taps<Samples>(view, samples + column * view.per_side);
    }
  }
  for (std::int32_t row = 0; row < rows.row_count; ++row) {
    const auto* first = sums.data() + static_cast<std::size_t>(row * view.per_side) * columns;
    for (std::int32_t column = 0; column < rows.columns; ++column) {
      typename Samples::Total total;
      for (std::int32_t tap = 0; tap < view.taps; ++tap) {
        Samples::add(first[static_cast<std::size_t>(tap) * columns + static_cast<std::size_t>(column)],
                     view.weights[tap], total);
      }
      add_or_store(rows, total, column, row);
    }
  }
}

template void average_rows(const AveragedRows<LightSamples>&, TapSums<LightSamples>&);
template void average_rows(const AveragedRows<ExponentSamples<float>>&, TapSums<ExponentSamples<float>>&);
template void average_rows(const AveragedRows<ExponentSamples<double>>&, TapSums<ExponentSamples<double>>&);

}  // namespace lyap
