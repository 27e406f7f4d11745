#include "host/backends/cpu/deep_painter.h"

#include "host/backends/cpu/cpu_targets.h"
#include "host/backends/cpu/exponent_colors.h"
#include "host/base/error.h"
#include "host/base/tbb_order.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace lyap {
namespace {

/// Pixels whose indices stay in the nearest cache, and whose work is large beside the handing out of it.
constexpr std::size_t kDeepPiece = 4096;

const RowKernels& fastest_row_kernels() {
  const std::vector<CpuTarget> targets = list_cpu_targets();
  return *std::ranges::find_if(targets, [](const CpuTarget& target) { return target.supported; })->kernels;
}

}  // namespace

DeepPainter::DeepPainter(std::vector<DeepPixel> colors, Precision precision, int threads, ToneMap tone_map)
    : kernels_(fastest_row_kernels()),
      colors_(std::move(colors)),
      precision_(precision),
      tone_map_(tone_map),
      threads_(threads > 0 ? threads : tbb::task_arena::automatic) {
  if (colors_.empty() || colors_.size() > kContinuousEntries) {
    throw InvalidInput(fmt::format("a palette has 1 to {} colours, not {}", kContinuousEntries, colors_.size()));
  }
}

template <class MakeIndices>
std::span<const std::byte> DeepPainter::paint_pieces(std::size_t count, const MakeIndices& make_indices) {
  pixels_.resize(count);
  const std::size_t pieces = (count + kDeepPiece - 1) / kDeepPiece;
  handed_over(this);
  tbb::task_arena(threads_).execute([&] {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, pieces), [&](const tbb::blocked_range<std::size_t>& part) {
      taken_over(this);
      std::array<std::uint16_t, kDeepPiece> indices;
      for (std::size_t piece = part.begin(); piece != part.end(); ++piece) {
        const std::size_t first = piece * kDeepPiece;
        const std::size_t pixels = std::min(kDeepPiece, count - first);
        make_indices(first, pixels, indices.data());
        for (std::size_t i = 0; i < pixels; ++i) pixels_[first + i] = colors_[indices[i]];
      }
      handed_over(this);
    });
  });
  taken_over(this);
  return std::as_bytes(std::span(pixels_));
}

std::span<const std::byte> DeepPainter::paint(std::span<const std::byte> exponents) {
  const auto entries = static_cast<int>(colors_.size());
  if (precision_ == Precision::kFloat) {
    const auto* numbers = reinterpret_cast<const float*>(exponents.data());
    return paint_pieces(exponents.size() / sizeof(float), [&](std::size_t first, std::size_t count, auto* indices) {
      kernels_.palette_indices_f32(tone_map_, numbers + first, static_cast<int>(count), entries, indices);
    });
  }
  const auto* numbers = reinterpret_cast<const double*>(exponents.data());
  return paint_pieces(exponents.size() / sizeof(double), [&](std::size_t first, std::size_t count, auto* indices) {
    kernels_.palette_indices_f64(tone_map_, numbers + first, static_cast<int>(count), entries, indices);
  });
}

std::span<const std::byte> DeepPainter::paint_periods(std::span<const std::uint32_t> periods,
                                                      std::int32_t sequence_period) {
  const auto entries = static_cast<int>(colors_.size());
  return paint_pieces(periods.size(), [&](std::size_t first, std::size_t count, auto* indices) {
    make_period_indices(&periods[first], count, sequence_period, entries, indices);
  });
}

}  // namespace lyap
