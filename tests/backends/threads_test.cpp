#include "host/backends/backend_registry.h"
#include "host/backends/cpu/exponent_painter.h"
#include "host/base/error.h"
#include "host/color/continuous_palette.h"
#include "host/compare/comparison.h"
#include "host/compute/backend_group.h"
#include "host/render/still.h"
#include "tests/support/group_pictures.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

// What the classes of host say of threads, so that ThreadSanitizer (preset "tsan") sees it done. Without it these tests
// still hold that pictures are the same.

namespace lyap {
namespace {

constexpr std::size_t kSlots = 3;
constexpr int kThreads = 4;

std::unique_ptr<Backend> cpu_backend(int threads = 2) {
  return find_backend("cpu").create({.slots = kSlots, .threads = threads});
}

std::vector<std::byte> picture_on(Backend& backend, const std::shared_ptr<const Frame>& frame) {
  std::vector<std::byte> bytes;
  const auto store = [&](const Band& band) { bytes.insert(bytes.end(), band.pixels.begin(), band.pixels.end()); };
  render_still(backend, kSlots, frame, {store, {}});
  return bytes;
}

/// Runs `work(n)` in kThreads threads at the same time.
void in_threads(const std::function<void(int)>& work) {
  std::vector<std::jthread> threads;
  for (int n = 0; n < kThreads; ++n) threads.emplace_back([&work, n] { work(n); });
}

TEST(Threads, HaveABackendEachAndShareAFrame) {
  const auto frame = frame_of({97, 61}, PixelFormat::kRgb24);
  const auto expected = picture_on(*cpu_backend(), frame);
  std::vector<std::vector<std::byte>> pictures(kThreads);
  in_threads([&](int n) {
    const auto backend = cpu_backend(1 + n % 3);
    for (int round = 0; round < 3; ++round) pictures[static_cast<std::size_t>(n)] = picture_on(*backend, frame);
  });
  for (const auto& picture : pictures) EXPECT_EQ(picture, expected);
}

TEST(Threads, MakeFilmsAtTheSameTime) {
  const auto expected = film_on(*cpu_backend(), kSlots, 8).bytes;
  std::vector<std::vector<std::byte>> films(kThreads);
  in_threads([&](int n) { films[static_cast<std::size_t>(n)] = film_on(*cpu_backend(), kSlots, 8).bytes; });
  for (const auto& film : films) EXPECT_EQ(film, expected);
}

TEST(Threads, HandABackendOnFromOneToTheNext) {
  const auto still = frame_of({97, 61}, PixelFormat::kIndexed8);
  const auto expected_still = picture_on(*cpu_backend(), still);
  const auto expected_film = film_on(*cpu_backend(), kSlots, 4).bytes;
  const auto backend = cpu_backend();
  const auto group = make_backend_for({0, 1}, kSlots, [](int, std::size_t slots) {
    return find_backend("cpu").create({.slots = slots, .threads = 1});
  });
  for (int turn = 0; turn < kThreads; ++turn) {
    std::jthread([&] {
      EXPECT_EQ(picture_on(*backend, still), expected_still);
      EXPECT_EQ(film_on(*backend, kSlots, 4).bytes, expected_film);
      EXPECT_EQ(film_on(*group, slots_for(kSlots, 2), 4).bytes, expected_film);
    }).join();
  }
}

TEST(Threads, StopThePictureOfAnotherOne) {
  const auto frame = frame_of({97, 61}, PixelFormat::kRgb24);
  const auto expected = picture_on(*cpu_backend(), frame);
  const auto backend = cpu_backend();
  for (int round = 0; round < 8; ++round) {
    std::stop_source source;
    const std::jthread stopper([&] { source.request_stop(); });
    try {
      render_still(*backend, kSlots, frame, {[](const Band&) {}, {}}, source.get_token());
    } catch (const Interrupted&) {  // or the picture was there before the stop came
    }
  }
  EXPECT_EQ(picture_on(*backend, frame), expected);
}

TEST(Threads, CompareAndPaintAtTheSameTime) {
  const auto frame = frame_of({97, 61}, PixelFormat::kExponents);
  const auto exponents = picture_on(*cpu_backend(), frame);
  const auto colors = std::make_shared<const ColorTable>(entry_colors(two_colors()), PixelFormat::kRgb24);
  in_threads([&](int) {
    const auto left = cpu_backend();
    const auto right = find_backend("cpu-scalar").create({.slots = kExponentSlots, .threads = 2});
    EXPECT_TRUE(compare_exponents(*compute_exponents(*left, frame), *compute_exponents(*right, frame),
                                  *sum_on_host(two_colors(), 2), 0, {})
                    .identical());
    ExponentPainter painter(Coloring{colors}, frame->precision(), 2);
    EXPECT_EQ(painter.paint(exponents).size(), std::size_t{97} * 61 * 3);
  });
}

}  // namespace
}  // namespace lyap
