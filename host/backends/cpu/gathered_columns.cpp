#include "host/backends/cpu/gathered_columns.h"

#include "kernels/cpu/row_kernels.h"

#include <algorithm>
#include <cstddef>

namespace lyap {
namespace {

template <class T>
void gather(const T* table, std::span<const std::int32_t> firsts, std::int32_t length, std::ptrdiff_t stride, T* out) {
  T* const end = out + stride;
  for (const std::int32_t first : firsts) {
    for (std::int32_t i = 0; i < length; ++i) *out++ = table[first + i];
  }
  std::fill(out, end, out[-1]);
}

}  // namespace

template <class T>
PlaneView<T> gather_columns(const PlaneView<T>& plane, std::span<const std::int32_t> firsts, std::int32_t length,
                            int lanes, Workspace::AlignedVector<T>& numbers) {
  const SideView<T>& from = plane.columns;
  const std::ptrdiff_t stride = padded_columns(static_cast<int>(firsts.size()) * length, lanes);
  const std::ptrdiff_t factors = (std::ptrdiff_t{plane.slot_count} + 1) * kFactorParts;
  const std::ptrdiff_t kinds = from.rate_kinds != nullptr ? PlaneView<T>::kRateKinds : 0;
  const std::ptrdiff_t tables = factors + kinds + 2;
  numbers.resize(std::max(numbers.size(), static_cast<std::size_t>(tables * stride)));
  T* next = numbers.data();
  const auto gather_tables = [&](const T* from_tables, std::ptrdiff_t count) -> const T* {
    const T* const first = next;
    for (std::ptrdiff_t i = 0; i < count; ++i, next += stride) {
      gather(from_tables + i * from.stride, firsts, length, stride, next);
    }
    return first;
  };
  PlaneView<T> gathered = plane;
  SideView<T>& to = gathered.columns;
  to.stride = static_cast<std::int32_t>(stride);
  to.factors = gather_tables(from.factors, factors);
  to.offsets = gather_tables(from.offsets, 1);
  if (kinds == 0) return gathered;
  to.rate_kinds = gather_tables(from.rate_kinds, kinds);
  to.mean_logarithms = gather_tables(from.mean_logarithms, 1);
  return gathered;
}

template PlaneView<float> gather_columns(const PlaneView<float>&, std::span<const std::int32_t>, std::int32_t, int,
                                         Workspace::AlignedVector<float>&);
template PlaneView<double> gather_columns(const PlaneView<double>&, std::span<const std::int32_t>, std::int32_t, int,
                                          Workspace::AlignedVector<double>&);

}  // namespace lyap
