#include "host/backends/backend_registry.h"
#include "host/base/stopwatch.h"
#include "tests/support/reference_pixels.h"

#include <cstddef>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {
namespace {

std::shared_ptr<const Frame> frame_of(std::int64_t iterations) {
  RenderSpec spec = spec_of("AB");
  spec.size = {64, 48};
  spec.iterations = iterations;
  spec.brute_force = true;
  return shared_frame_in(PixelFormat::kRgb24, spec);
}

// Bands of several streams are on the device at a time and end out of order. What they say of themselves is never more
// than the time that passed, whoever is waited for first.
TEST(CudaBusyTimes, DoNotCountTwice) {
  const auto heavy = frame_of(3000);
  const auto light = frame_of(20);
  for (const std::vector<std::size_t>& order : {std::vector<std::size_t>{0, 1, 2}, {2, 1, 0}, {1, 0, 2}}) {
    const auto backend = find_backend("cuda").create({.slots = 3, .kernels_made = KernelsMade::kNever});
    const Stopwatch stopwatch;
    backend->submit(0, heavy, {0, 48});
    backend->submit(1, light, {0, 48});
    backend->submit(2, heavy, {0, 48});
    double computing = 0;
    for (const std::size_t slot : order) computing += backend->wait(slot).computing;
    // Events tell their distance as a float.
    EXPECT_LE(computing, 1.0001 * stopwatch.seconds()) << order[0] << order[1] << order[2];
    EXPECT_GT(computing, 0);
  }
}

}  // namespace
}  // namespace lyap
