#include "host/exponent_painter.h"

#include "host/cpu_targets.h"
#include "host/error.h"
#include "host/exponent_colors.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace lyap {
namespace {

/// Pixels whose indices stay in the nearest cache, and whose work is large beside the handing out of it.
constexpr std::size_t kPiece = 4096;

const RowKernels& best_row_kernels() {
  const std::vector<CpuTarget> targets = list_cpu_targets();
  return *std::ranges::find_if(targets, [](const CpuTarget& target) { return target.supported; })->kernels;
}

template <class T>
void paint_all(const RowKernels& kernels, std::span<const T> exponents, const ColorTable& colors,
               std::uint8_t* pixels) {
  const PaletteView palette = colors.view();
  const PixelTarget target{pixels, 0, nullptr, nullptr};
  const std::size_t pieces = (exponents.size() + kPiece - 1) / kPiece;
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, pieces), [&](const tbb::blocked_range<std::size_t>& part) {
    std::array<std::uint16_t, kPiece> indices;
    for (std::size_t piece = part.begin(); piece != part.end(); ++piece) {
      const std::size_t first = piece * kPiece;
      const ExponentRun<T> run{&exponents[first], std::min(kPiece, exponents.size() - first), first};
      store_colors(kernels, run, colors.format(), palette, target, indices.data());
    }
  });
}

template <class T>
std::span<const T> numbers_in(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

}  // namespace

ExponentPainter::ExponentPainter(std::shared_ptr<const ColorTable> colors, Precision precision, int threads)
    : kernels_(best_row_kernels()),
      colors_(std::move(colors)),
      precision_(precision),
      threads_(threads > 0 ? threads : tbb::task_arena::automatic) {
  const PixelFormat format = colors_->format();
  if (format != PixelFormat::kIndexed8 && format != PixelFormat::kRgb24) {
    throw InvalidInput("exponents are painted as palette indices or as red, green and blue only");
  }
}

std::span<const std::byte> ExponentPainter::paint(std::span<const std::byte> exponents) {
  const bool is_float = precision_ == Precision::kFloat;
  const std::size_t count = exponents.size() / (is_float ? sizeof(float) : sizeof(double));
  pixels_.resize(count * bytes_per_pixel(colors_->format(), 0));
  auto* pixels = reinterpret_cast<std::uint8_t*>(pixels_.data());
  tbb::task_arena(threads_).execute([&] {
    if (is_float) {
      paint_all(kernels_, numbers_in<float>(exponents), *colors_, pixels);
    } else {
      paint_all(kernels_, numbers_in<double>(exponents), *colors_, pixels);
    }
  });
  return pixels_;
}

}  // namespace lyap
