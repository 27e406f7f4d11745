#include "host/backends/cpu/deep_painter.h"

#include "host/backends/cpu/cpu_targets.h"
#include "host/backends/cpu/exponent_colors.h"
#include "host/backends/cpu/paint_pieces.h"
#include "host/base/error.h"

#include <utility>

#include <fmt/format.h>

namespace lyap {
DeepPainter::DeepPainter(std::vector<DeepPixel> colors, Precision precision, int threads, Toning toning)
    : kernels_(best_row_kernels()),
      colors_(std::move(colors)),
      precision_(precision),
      toning_(std::move(toning)),
      threads_(threads) {
  if (colors_.empty() || colors_.size() > kContinuousEntries) {
    throw InvalidInput(fmt::format("a palette has 1 to {} colours, not {}", kContinuousEntries, colors_.size()));
  }
}

template <class MakeIndices>
std::span<const std::byte> DeepPainter::paint_all(std::size_t count, const MakeIndices& make_indices) {
  pixels_.resize(count);
  paint_pieces(this, threads_, count, [&](std::size_t first, std::size_t pixels, std::uint16_t* indices) {
    make_indices(first, pixels, indices);
    for (std::size_t i = 0; i < pixels; ++i) pixels_[first + i] = colors_[indices[i]];
  });
  return std::as_bytes(std::span(pixels_));
}

std::span<const std::byte> DeepPainter::paint(std::span<const std::byte> exponents) {
  const ToneView tone = toning_.view(static_cast<std::int32_t>(colors_.size()));
  const auto paint_numbers = [&]<class T>(const T* numbers) {
    return paint_all(exponents.size() / sizeof(T), [&](std::size_t first, std::size_t count, auto* indices) {
      make_indices(kernels_, numbers + first, count, tone, indices);
    });
  };
  return precision_ == Precision::kFloat ? paint_numbers(reinterpret_cast<const float*>(exponents.data()))
                                         : paint_numbers(reinterpret_cast<const double*>(exponents.data()));
}

std::span<const std::byte> DeepPainter::paint_periods(std::span<const std::uint32_t> periods,
                                                      std::int32_t sequence_period) {
  const auto entries = static_cast<int>(colors_.size());
  return paint_all(periods.size(), [&](std::size_t first, std::size_t count, auto* indices) {
    make_period_indices(&periods[first], count, sequence_period, entries, indices);
  });
}

}  // namespace lyap
