#pragma once

#include "host/backends/cpu/workspace.h"
#include "kernels/plane_view.h"

#include <cstdint>
#include <span>

namespace lyap {

/// The plane of some columns of another: runs of `length` of them, which begin at the columns `firsts`, one after the
/// other, and copies of the last up to a whole number of `lanes`. At least one run. Valid as long as `numbers` are left
/// alone, which grow to what that needs.
template <class T>
PlaneView<T> gather_columns(const PlaneView<T>& plane, std::span<const std::int32_t> firsts, std::int32_t length,
                            int lanes, Workspace::AlignedVector<T>& numbers);

}  // namespace lyap
