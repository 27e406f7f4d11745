#include "host/backends/backend_registry.h"
#include "host/color/picture_format.h"
#include "kernels/cuda/tiles.cuh"
#include "kernels/subsampled_chroma.h"
#include "tests/support/random_palette.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_yuv.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

// What a CUDA block does, on the host: 128 threads whose scratch memories are interleaved. A GPU then only has to
// confirm that its arithmetic is that of IEEE 754.

namespace lyap {
namespace {

template <class T>
std::vector<T> block_scratch(const PlaneView<T>& plane) {
  return std::vector<T>(static_cast<std::size_t>(scratch_rows(plane)) * kTileThreads, T{-99});
}

/// Shades a frame as band_kernel.cu does, tile by tile, into the same scratch. Thread t of each block runs if
/// `runs(t)`.
template <class T, class Runs>
void shade_block_by_block(const PlaneView<T>& plane, const BandView& band, T* scratch, Runs runs) {
  for (int first_row = 0; first_row < band.row_count; first_row += TilePixel::kRows) {
    for (int first_column = 0; first_column < band.width; first_column += TilePixel::kColumns) {
      for (int thread = 0; thread < kTileThreads; ++thread) {
        const int column = first_column + pixel_of_thread(thread).column;
        const int row = first_row + pixel_of_thread(thread).row;
        if (column < band.width && row < band.row_count && runs(thread)) {
          shade_pixel_in_form<T, kTileThreads>(plane, band, column, row, scratch + thread);
        }
      }
    }
  }
}

/// Calls `run(0)` and `run(1)` on two host threads.
template <class Run>
void run_both(Run run) {
  std::thread other([&] { run(1); });
  run(0);
  other.join();
}

/// Two host threads share the block, the even CUDA threads on one and the odd ones on the other: neighbours really
/// run at the same time, and a thread that touched another's scratch would spoil it (and be seen by a race detector).
void shade_in_blocks(const Frame& frame, const PixelTarget& target) {
  const auto [width, height] = frame.size();
  const BandView band{width, 0, height, frame.coloring_view(), target};
  frame.plane().with_tables([&]<class T>(const ParameterPlane<T>& plane) {
    std::vector<T> scratch = block_scratch(plane.view());
    run_both([&](int parity) {
      shade_block_by_block(plane.view(), band, scratch.data(), [&](int thread) { return thread % 2 == parity; });
    });
  });
}

/// Makes the samples as subsampled_chroma_kernel.cu does, one thread per block, neighbours at the same time.
template <PixelFormat kFormat>
void make_samples_in_blocks(const SubsampledView<kFormat>& picture) {
  run_both([&](int parity) {
    for (int row = 0; row < picture.height / picture.kRows; ++row) {
      for (int column = parity; column < picture.width / picture.kColumns; column += 2) {
        make_block(picture, row, column);
      }
    }
  });
}

ReferencePicture picture_of_blocks(const Frame& frame) {
  const auto [width, height] = frame.size();
  const std::size_t plane = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  const PaletteView palette = frame.coloring_view().palette;
  std::vector<std::uint8_t> pixels(frame.bytes_of_rows(height));
  std::vector<std::uint16_t> indices(plane);
  std::vector<std::uint32_t> periods(plane);
  const std::size_t plane_bytes = plane * bytes_per_pixel(frame.format(), 0);
  shade_in_blocks(frame, {pixels.data(), plane_bytes, indices.data(), periods.data()});
  if (has_subsampled_chroma(frame.format())) {
    with_subsampled_format(frame.format(), [&]<PixelFormat kFormat>() {
      auto* samples = reinterpret_cast<typename SubsampledView<kFormat>::Sample*>(pixels.data());
      make_samples_in_blocks<kFormat>({width, height, palette, indices.data(), samples});
    });
  }
  return {pixels, periods};
}

ReferencePicture picture_of_backend(const char* name, const std::shared_ptr<const Frame>& frame) {
  const std::unique_ptr<Backend> backend = find_backend(name).create({});
  backend->submit(0, frame, {0, frame->size().height});
  const Band band = backend->wait(0);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
  return {{bytes, bytes + band.pixels.size()}, {band.periods.begin(), band.periods.end()}};
}

/// Expects that the threads of blocks and the best backend of the processor give the pixels `expected`, and the same
/// periods.
void expect_pixels(const std::shared_ptr<const Frame>& frame, std::span<const std::uint8_t> expected) {
  const ReferencePicture of_blocks = picture_of_blocks(*frame);
  const ReferencePicture of_cpu = picture_of_backend("cpu", frame);
  EXPECT_TRUE(same_pixels(*frame, expected, of_blocks.pixels));
  EXPECT_TRUE(same_pixels(*frame, of_cpu.pixels, of_blocks.pixels));
  EXPECT_EQ(of_cpu.periods, of_blocks.periods);
}

class CudaThread : public testing::TestWithParam<Precision> {};

TEST_P(CudaThread, OfABlockGivesTheBytesOfAThreadAloneAndOfTheCpu) {
  constexpr std::uint64_t kSpecs = 60;
  for (std::uint64_t seed = 2000; seed < 2000 + kSpecs; ++seed) {
    Random random(seed);
    RenderSpec spec = random_spec(random, 100'000);
    spec.precision = GetParam();
    spec.brute_force = seed % 4 == 1;
    spec.shown = seed % 2 == 0 ? Quantity::kPeriod : Quantity::kExponent;
    for (const PixelFormat format : {PixelFormat::kExponents, PixelFormat::kRgb24}) {
      SCOPED_TRACE(fmt::format("seed {}: {}", seed, spec_text(spec)));
      const auto frame = shared_frame_in(format, spec, two_colors(), Beside::kPeriods);
      const ReferencePicture reference = reference_picture(*frame);
      expect_pixels(frame, reference.pixels);
      EXPECT_EQ(picture_of_blocks(*frame).periods, reference.periods);
    }
  }
}

TEST_P(CudaThread, OfAGridGivesTheBytesOfTheFormulasAndOfTheCpu) {
  constexpr std::uint64_t kSpecs = 20;
  for (std::uint64_t seed = 4000; seed < 4000 + kSpecs; ++seed) {
    Random random(seed);
    RenderSpec spec = random_spec(random, 50'000);
    spec.precision = GetParam();
    spec.shown = seed % 2 == 0 ? Quantity::kPeriod : Quantity::kExponent;
    const Palette palette = random_palette(random, 510);
    for (const PixelFormat format : kPlanarFormats) {
      if (has_subsampled_chroma(format)) spec.size = {2 * spec.size.width, 2 * spec.size.height};
      SCOPED_TRACE(fmt::format("seed {}: {} {}", seed, name_of(format), spec_text(spec)));
      const auto frame = shared_frame_in(format, spec, palette, Beside::kPeriods);
      expect_pixels(frame, reference_yuv_pixels(*frame, palette));
    }
  }
}

TEST_P(CudaThread, TouchesOnlyItsOwnScratch) {
  RenderSpec spec = spec_of("AABCBBBAC");
  spec.size = {TilePixel::kColumns, TilePixel::kRows};
  spec.constants['C'] = 3.2;
  spec.precision = GetParam();
  const Frame frame(spec);
  std::vector<std::uint8_t> pixels(frame.bytes_of_rows(TilePixel::kRows));
  const PixelTarget target{pixels.data(), 0, nullptr, nullptr};
  const BandView band{TilePixel::kColumns, 0, TilePixel::kRows, frame.coloring_view(), target};
  frame.plane().with_tables([&]<class T>(const ParameterPlane<T>& plane) {
    for (const int thread : {0, 1, 63, kTileThreads - 1}) {
      std::vector<T> scratch = block_scratch(plane.view());
      const std::vector<T> before = scratch;
      shade_block_by_block(plane.view(), band, scratch.data(), [&](int other) { return other == thread; });
      int touched = 0;
      for (std::size_t i = 0; i < scratch.size(); ++i) {
        const bool changed = scratch[i] != before[i];
        touched += changed ? 1 : 0;
        EXPECT_TRUE(!changed || static_cast<int>(i % kTileThreads) == thread) << "number " << i;
      }
      EXPECT_GT(touched, 0);
    }
  });
}

INSTANTIATE_TEST_SUITE_P(, CudaThread, testing::Values(Precision::kFloat, Precision::kDouble),
                         [](const auto& precision) { return std::string(name_of(precision.param)); });

}  // namespace
}  // namespace lyap
