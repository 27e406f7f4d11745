#include "host/backends/cpu/exponent_colors.h"

#include "kernels/tone_map.h"

#include <algorithm>

namespace lyap {
namespace {

void make_places(const RowKernels& kernels, const float* exponents, std::size_t count, const ToneView& tone,
                 std::uint16_t* places) {
  kernels.palette_indices_f32(tone.map, exponents, static_cast<int>(count), tone.places, places);
}

void make_places(const RowKernels& kernels, const double* exponents, std::size_t count, const ToneView& tone,
                 std::uint16_t* places) {
  kernels.palette_indices_f64(tone.map, exponents, static_cast<int>(count), tone.places, places);
}

/// store_color for `count` pixels of a row from number `first` on. Format, palette and target are copies, which no
/// store of a byte can change as far as the compiler knows.
void store_indexed(PixelFormat format, PaletteView palette, const std::uint16_t* indices, std::size_t count,
                   std::size_t first, PixelTarget target) {
  if (format != PixelFormat::kRgb24) {
    for (std::size_t i = 0; i < count; ++i) store_color(format, palette, indices[i], first + i, target);
    return;
  }
  // A pixel is written as four bytes and its neighbour overwrites the fourth: one store instead of three.
  std::uint8_t* bytes = target.pixels + 3 * first;
  for (std::size_t i = 0; i + 1 < count; ++i) __builtin_memcpy(bytes + 3 * i, &palette.colors[indices[i]], 4);
  if (count > 0) store_color(format, palette, indices[count - 1], first + count - 1, target);
}

}  // namespace

template <class T>
void make_indices(const RowKernels& kernels, const T* exponents, std::size_t count, ToneView tone,
                  std::uint16_t* indices) {
  make_places(kernels, exponents, count, tone, indices);
  if (tone.indices == nullptr) return;
  for (std::size_t i = 0; i < count; ++i) indices[i] = color_at(tone, indices[i], exponents[i]);
}

template <class T>
void store_colors(const RowKernels& kernels, const ExponentRun<T>& run, const ColoringView& coloring,
                  const PixelTarget& target, std::uint16_t* indices) {
  if (keeps_indices(coloring.format)) {
    make_indices(kernels, run.exponents, run.count, coloring.tone, target.indices + run.pixel);
    return;
  }
  make_indices(kernels, run.exponents, run.count, coloring.tone, indices);
  store_indexed(coloring.format, coloring.palette, indices, run.count, run.pixel, target);
}

void make_period_indices(const std::uint32_t* periods, std::size_t count, std::int32_t sequence_period, int entries,
                         std::uint16_t* indices) {
  const auto period = static_cast<std::uint32_t>(sequence_period);
  for (std::size_t i = 0; i < count; ++i) indices[i] = period_index(periods[i] / period, entries);
}

void store_indices(const std::uint16_t* indices, std::size_t count, std::size_t pixel, const ColoringView& coloring,
                   const PixelTarget& target) {
  if (keeps_indices(coloring.format)) {
    std::copy_n(indices, count, target.indices + pixel);
  } else {
    store_indexed(coloring.format, coloring.palette, indices, count, pixel, target);
  }
}

template void make_indices(const RowKernels&, const float*, std::size_t, ToneView, std::uint16_t*);
template void make_indices(const RowKernels&, const double*, std::size_t, ToneView, std::uint16_t*);
template void store_colors(const RowKernels&, const ExponentRun<float>&, const ColoringView&, const PixelTarget&,
                           std::uint16_t*);
template void store_colors(const RowKernels&, const ExponentRun<double>&, const ColoringView&, const PixelTarget&,
                           std::uint16_t*);

}  // namespace lyap
