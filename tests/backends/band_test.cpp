#include "host/backends/backend_registry.h"
#include "host/base/stopwatch.h"
#include "host/color/picture_format.h"
#include "tests/support/backend_under_test.h"
#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

std::shared_ptr<const Frame> frame_of(Size size, std::int64_t iterations, PixelFormat format) {
  RenderSpec spec = spec_of("AB");
  spec.size = size;
  spec.iterations = iterations;
  return shared_frame_in(format, spec);
}

/// What bands promise beside their bytes, on every backend.
class BandTest : public BackendTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override { require(GetParam()); }
};

// More pixels than a launch on a GPU has.
TEST_P(BandTest, OfAllRowsHasThePixelsOfTheFrame) {
  for (const PixelFormat format : {PixelFormat::kExponents, PixelFormat::kIndexed8, PixelFormat::kRgb24}) {
    const std::unique_ptr<Backend> backend = backend_.create({});
    const auto frame = is_emulated(*backend) ? frame_of({275, 100}, 30, format) : frame_of({1100, 1000}, 3, format);
    backend->submit(0, frame, {0, frame->size().height});
    const std::span<const std::byte> pixels = backend->wait(0).pixels;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(pixels.data());
    EXPECT_TRUE(same_pixels(*frame, reference_pixels(*frame), {bytes, pixels.size()})) << name_of(format);
  }
}

// Processors write there themselves; what is in a GPU's memory comes to the slot.
TEST_P(BandTest, GoesToMemoryOfTheCallersWithoutACopyWhereTheBackendWritesThere) {
  const std::unique_ptr<Backend> backend = backend_.create({});
  for (const PixelFormat format : {PixelFormat::kExponents, PixelFormat::kRgb24}) {
    const auto frame = frame_of({130, 21}, 30, format);
    const Rows rows{5, 13};
    backend->submit(0, frame, rows);
    const std::span<const std::byte> own = backend->wait(0).pixels;
    std::vector<std::byte> memory(frame->bytes_of_rows(rows.count));
    backend->submit_into(memory, 1, frame, rows);
    const std::span<const std::byte> given = backend->wait(1).pixels;
    EXPECT_TRUE(std::ranges::equal(given, own)) << name_of(format);
    if (!is_on_gpu(GetParam())) {
      EXPECT_EQ(given.data(), memory.data());
    }
  }
}

// A device cannot have worked longer than the time that passed; a GPU has a clock of its own, so not to the digit.
TEST_P(BandTest, SaysHowLongTheDeviceWorkedAtIt) {
  constexpr double kOtherClock = 1.05;
  for (const PixelFormat format : {PixelFormat::kRgb24, PixelFormat::kYuv420p}) {
    const std::unique_ptr<Backend> backend = backend_.create({.slots = 3, .threads = 2});
    const auto frame = frame_of(is_emulated(*backend) ? Size{64, 48} : Size{640, 480}, 100, format);
    const Stopwatch stopwatch;
    for (const std::size_t slot : {0U, 1U, 2U}) backend->submit(slot, frame, {0, frame->size().height});
    double computing = 0;
    double copying = 0;
    for (const std::size_t slot : {0U, 1U, 2U}) {
      const Band band = backend->wait(slot);
      computing += band.computing;
      copying += band.copying;
    }
    const double passed = stopwatch.seconds();
    // Of bands that a GPU works on at the same time one can have all of it.
    EXPECT_GT(computing, 0);
    EXPECT_EQ(copying > 0, backend_.name == "cuda") << "only a GPU has memory of its own";
    EXPECT_LE(computing, kOtherClock * passed);
    EXPECT_LE(copying, kOtherClock * passed);
  }
}

TEST_P(BandTest, AfterAStopCanBeWaitedForAndTheNextOneIsWhole) {
  for (const PixelFormat format : {PixelFormat::kExponents, PixelFormat::kRgb24, PixelFormat::kYuv420p}) {
    const auto frame = frame_of({64, 48}, 100, format);
    const auto band_of = [&](Backend& backend, std::size_t slot) {
      backend.submit(slot, frame, {0, 48});
      const std::span<const std::byte> pixels = backend.wait(slot).pixels;
      return std::vector(pixels.begin(), pixels.end());
    };
    const std::unique_ptr<Backend> backend = backend_.create({.slots = 2, .threads = 2});
    std::stop_source source;
    source.request_stop();
    for (const std::size_t slot : {0U, 1U}) backend->submit(slot, frame, {0, 48}, source.get_token());
    for (const std::size_t slot : {0U, 1U}) EXPECT_NO_THROW(backend->wait(slot));
    const auto expected = band_of(*backend_.create({}), 0);
    for (const std::size_t slot : {0U, 1U}) EXPECT_EQ(band_of(*backend, slot), expected) << name_of(format);
  }
}

// The stop comes while threads, or launches, are at work on the band: it would take minutes.
TEST_P(BandTest, InWhichAStopComesLeavesTheOtherSlotsAlone) {
  const std::unique_ptr<Backend> backend = backend_.create({.slots = 2, .threads = 2});
  const auto endless = frame_of({2000, 2000}, is_emulated(*backend) ? 1'000 : 1'000'000, PixelFormat::kRgb24);
  const auto frame = frame_of({64, 48}, 100, PixelFormat::kRgb24);
  std::stop_source source;
  backend->submit(0, endless, {0, 64}, source.get_token());
  backend->submit(1, frame, {0, 48});
  source.request_stop();
  EXPECT_NO_THROW(backend->wait(0));
  const std::span<const std::byte> pixels = backend->wait(1).pixels;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(pixels.data());
  EXPECT_TRUE(same_pixels(*frame, reference_pixels(*frame), {bytes, pixels.size()}));
}

std::string name_of_backend(const testing::TestParamInfo<const char*>& info) {
  return test_name_of(info.param);
}

INSTANTIATE_TEST_SUITE_P(Cpu, BandTest, testing::Values("cpu-avx512", "cpu-avx2", "cpu-neon", "cpu-scalar"),
                         name_of_backend);
INSTANTIATE_TEST_SUITE_P(Cuda, BandTest, testing::Values("cuda"), name_of_backend);

}  // namespace
}  // namespace lyap
