#pragma once

#include "kernels/coloring_view.h"
#include "kernels/cpu/row_kernels.h"
#include "kernels/pixel_format.h"

#include <cstddef>
#include <cstdint>

namespace lyap {

/// Exponents of neighbouring pixels, and where their pixels go.
template <class T>
struct ExponentRun {
  const T* exponents;
  std::size_t count;
  /// The number of the first pixel in the target.
  std::size_t pixel;
};

/// The palette indices of `count` exponents, none of them NaN, as color_of() makes them.
template <class T>
void make_indices(const RowKernels& kernels, const T* exponents, std::size_t count, ToneView tone,
                  std::uint16_t* indices);

/// Stores the pixels of exponents (float or double), none of them NaN, or their palette indices as PixelTarget says;
/// not for kExponents. `indices` is scratch memory for run.count numbers.
template <class T>
void store_colors(const RowKernels& kernels, const ExponentRun<T>& run, const ColoringView& coloring,
                  const PixelTarget& target, std::uint16_t* indices);

/// The palette indices of `count` periods in map steps, as period_index() makes them; `sequence_period` is that of
/// PlaneView.
void make_period_indices(const std::uint32_t* periods, std::size_t count, std::int32_t sequence_period, int entries,
                         std::uint16_t* indices);

/// Stores the pixels of `count` palette indices, the first of which is pixel number `pixel`, as PixelTarget says.
void store_indices(const std::uint16_t* indices, std::size_t count, std::size_t pixel, const ColoringView& coloring,
                   const PixelTarget& target);

}  // namespace lyap
