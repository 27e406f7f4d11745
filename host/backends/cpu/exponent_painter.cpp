#include "host/backends/cpu/exponent_painter.h"

#include "host/backends/cpu/cpu_targets.h"
#include "host/backends/cpu/exponent_colors.h"
#include "host/backends/cpu/paint_pieces.h"
#include "host/base/error.h"

#include <cstdint>
#include <type_traits>
#include <utility>

namespace lyap {
namespace {

template <class T>
std::span<const T> numbers_in(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

}  // namespace

ExponentPainter::ExponentPainter(Coloring coloring, Precision precision, int threads)
    : kernels_(best_row_kernels()), coloring_(std::move(coloring)), precision_(precision), threads_(threads) {
  const PixelFormat format = coloring_.format();
  if (format != PixelFormat::kIndexed8 && format != PixelFormat::kRgb24) {
    throw InvalidInput("exponents are painted as palette indices or as red, green and blue only");
  }
}

template <class PaintPiece>
std::span<const std::byte> ExponentPainter::paint_all(std::size_t count, const PaintPiece& paint_piece) {
  pixels_.resize(count * bytes_per_pixel(coloring_.format(), 0));
  paint_pieces(this, threads_, count, paint_piece);
  return pixels_;
}

std::span<const std::byte> ExponentPainter::paint(std::span<const std::byte> exponents) {
  if (coloring_.shown != Quantity::kExponent) throw InvalidInput("the colours are of periods, not of exponents");
  const auto paint_numbers = [&](const auto& numbers) {
    using T = std::remove_cvref_t<decltype(numbers.front())>;
    return paint_all(numbers.size(), [&](std::size_t first, std::size_t count, std::uint16_t* indices) {
      const ExponentRun<T> run{&numbers[first], count, first};
      store_colors(kernels_, run, coloring_.view(), target(), indices);
    });
  };
  return precision_ == Precision::kFloat ? paint_numbers(numbers_in<float>(exponents))
                                         : paint_numbers(numbers_in<double>(exponents));
}

std::span<const std::byte> ExponentPainter::paint_periods(std::span<const std::uint32_t> periods,
                                                          std::int32_t sequence_period) {
  if (coloring_.shown != Quantity::kPeriod) throw InvalidInput("the colours are of exponents, not of periods");
  return paint_all(periods.size(), [&](std::size_t first, std::size_t count, std::uint16_t* indices) {
    const ColoringView coloring = coloring_.view();
    make_period_indices(&periods[first], count, sequence_period, coloring.palette.entries, indices);
    store_indices(indices, count, first, coloring, target());
  });
}

PixelTarget ExponentPainter::target() {
  return {reinterpret_cast<std::uint8_t*>(pixels_.data()), 0, nullptr, nullptr};
}

}  // namespace lyap
