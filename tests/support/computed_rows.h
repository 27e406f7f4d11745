#pragma once

#include "host/backends/backend_registry.h"
#include "tests/support/reference_pixels.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace lyap {

/// Rows of a picture as a backend computes them.
template <class T>
struct ComputedRows : PixelValues<T> {
  std::int64_t steps = 0;
};

/// `rows.count` rows of a spec in the precision T from `rows.first` on: neighbours in one band, or every `stride`th,
/// each a band of its own.
template <class T>
ComputedRows<T> computed_rows(RenderSpec spec, Rows rows, int stride = 1, std::string_view backend_name = "cpu",
                              const BackendOptions& options = {}) {
  spec.precision = kPrecisionOf<T>;
  const auto frame = std::make_shared<const Frame>(spec, Beside::kPeriods);
  const std::unique_ptr<Backend> backend = find_backend(backend_name).create(options);
  ComputedRows<T> computed;
  const int band_rows = stride == 1 ? rows.count : 1;
  for (int done = 0; done < rows.count; done += band_rows) {
    backend->submit(0, frame, {rows.first + done * stride, band_rows});
    const Band band = backend->wait(0);
    const std::size_t before = computed.exponents.size();
    computed.exponents.resize(before + band.pixels.size() / sizeof(T));
    std::memcpy(&computed.exponents[before], band.pixels.data(), band.pixels.size());
    computed.periods.insert(computed.periods.end(), band.periods.begin(), band.periods.end());
    computed.steps += band.steps;
  }
  return computed;
}

}  // namespace lyap
