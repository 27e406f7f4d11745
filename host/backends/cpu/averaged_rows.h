#pragma once

#include "kernels/average_samples.h"

#include <vector>

#include <tbb/cache_aligned_allocator.h>

namespace lyap {

/// Memory for the sums of taps along rows.
template <class Samples>
using TapSums = std::vector<typename Samples::Sum, tbb::cache_aligned_allocator<typename Samples::Sum>>;

/// Stores the pixels, with the bytes of average_pixel(). Sums along rows are made once for all pixels that
/// they count for; `sums` grows to what that needs.
template <class Samples>
void average_rows(const AveragedRows<Samples>& rows, TapSums<Samples>& sums);

}  // namespace lyap
