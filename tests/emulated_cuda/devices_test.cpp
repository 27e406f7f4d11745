#include "host/backends/backend_registry.h"
#include "tests/emulated_cuda/control.h"
#include "tests/emulated_cuda/settings.h"
#include "tests/support/reference_pixels.h"

#include <memory>

#include <gtest/gtest.h>

namespace lyap {
namespace {

// Whatever device is the caller's current one.
TEST(EmulatedDevices, ComputeWhatTheyWereChosenFor) {
  if (emulated::settings().capabilities.size() < 2) GTEST_SKIP() << "there is one";
  RenderSpec spec = spec_of("AB");
  spec.size = {32, 8};
  spec.iterations = 30;
  const auto frame = shared_frame_in(PixelFormat::kRgb24, spec);
  for (const int device : {0, 1}) {
    const auto backend = find_backend("cuda").create({.devices = DeviceChoice::of({device})});
    backend->submit(0, frame, {0, 8});
    EXPECT_EQ(emulated::device_of(backend->wait(0).on_device), device);
  }
}

}  // namespace
}  // namespace lyap
