#include "host/cpu_segment.h"

#include "kernels/exponent.h"

#include <algorithm>

namespace lyap {
namespace {

/// The members of the row kernels that work in T.
template <class T>
struct KernelsFor;

template <>
struct KernelsFor<float> {
  static int block(const RowKernels& kernels) { return kernels.block_f32; }
  static auto exponents(const RowKernels& kernels) { return kernels.exponents_f32; }
  static auto palette_indices(const RowKernels& kernels) { return kernels.palette_indices_f32; }
};

template <>
struct KernelsFor<double> {
  static int block(const RowKernels& kernels) { return kernels.block_f64; }
  static auto exponents(const RowKernels& kernels) { return kernels.exponents_f64; }
  static auto palette_indices(const RowKernels& kernels) { return kernels.palette_indices_f64; }
};

/// store_color for `count` pixels of a row from number `first` on. Format, palette and target are copies, which no
/// store of a byte can change as far as the compiler knows.
void store_colors(PixelFormat format, PaletteView palette, const std::uint16_t* indices, std::size_t count,
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

template <class T>
const char* shade_segment_of(const RowKernels& kernels, const Frame& frame, const PlaneView<T>& plane,
                             const Segment& segment, const PixelTarget& target, Workspace& workspace) {
  const auto block = static_cast<std::size_t>(KernelsFor<T>::block(kernels));
  const auto columns = static_cast<std::size_t>(segment.columns);
  auto& scratch = workspace.scratch(T{});
  auto& exponents = workspace.exponents(T{});
  scratch.resize(std::max(scratch.size(), static_cast<std::size_t>(scratch_rows(plane)) * block));
  exponents.resize(std::max(exponents.size(), columns + block));
  const char* code_path = KernelsFor<T>::exponents(kernels)(plane, segment.row, segment.first_column, segment.columns,
                                                            scratch.data(), exponents.data());
  if (frame.format() == PixelFormat::kExponents) {
    std::copy_n(exponents.data(), columns, reinterpret_cast<T*>(target.pixels) + segment.pixel);
    return code_path;
  }
  const PaletteView palette = frame.colors()->view();
  const auto store_indices = [&](std::uint16_t* indices) {
    KernelsFor<T>::palette_indices(kernels)(exponents.data(), segment.columns, palette.entries, indices);
  };
  if (has_subsampled_chroma(frame.format())) {
    store_indices(target.indices + segment.pixel);
    return code_path;
  }
  workspace.indices.resize(std::max(workspace.indices.size(), columns));
  store_indices(workspace.indices.data());
  store_colors(frame.format(), palette, workspace.indices.data(), columns, segment.pixel, target);
  return code_path;
}

}  // namespace

int segment_pixels(const RowKernels& kernels, const Frame& frame) {
  constexpr std::int64_t kMostPixels = 3840;
  constexpr std::int64_t kMostSteps = 100'000'000;
  const int block = frame.precision() == Precision::kFloat ? kernels.block_f32 : kernels.block_f64;
  const std::int64_t pixels = std::clamp(kMostSteps / frame.steps_per_pixel(), std::int64_t{block}, kMostPixels);
  return static_cast<int>(pixels / block) * block;
}

const char* shade_segment(const RowKernels& kernels, const Frame& frame, const Segment& segment,
                          const PixelTarget& target, Workspace& workspace) {
  return frame.with_plane(
      [&](const auto& plane) { return shade_segment_of(kernels, frame, plane.view(), segment, target, workspace); });
}

}  // namespace lyap
