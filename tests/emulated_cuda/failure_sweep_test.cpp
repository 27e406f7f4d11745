#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "host/compare/comparison.h"
#include "host/render/render_film.h"
#include "host/render/still.h"
#include "tests/emulated_cuda/control.h"
#include "tests/support/reference_pixels.h"

#include <functional>
#include <memory>
#include <numeric>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Every call of every function of the runtime fails once, in all that the backend does. Then there is a clear error or
// the right result, never half of one, and the next picture is right: on the same backend, where there still is one.

namespace lyap {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr cudaError_t kError = cudaErrorInvalidValue;

using Bytes = std::vector<std::uint8_t>;

void append(Bytes& bytes, const Band& band) {
  const auto* first = reinterpret_cast<const std::uint8_t*>(band.pixels.data());
  bytes.insert(bytes.end(), first, first + band.pixels.size());
}

std::shared_ptr<const Frame> frame_of(const char* sequence, PixelFormat format) {
  RenderSpec spec = spec_of(sequence);
  spec.size = {96, 22};
  spec.iterations = 60;
  return shared_frame_in(format, spec);
}

Bytes picture_on(Backend& backend, const std::shared_ptr<const Frame>& frame) {
  Bytes bytes;
  render_still(backend, 3, frame, {[&](const Band& band) { append(bytes, band); }, {}});
  return bytes;
}

Bytes on_processor(const std::shared_ptr<const Frame>& frame) {
  return picture_on(*find_backend("cpu").create({}), frame);
}

std::unique_ptr<Backend> make_cuda(KernelsMade made) {
  return find_backend("cuda").create({.slots = 3, .kernels_made = made});
}

/// Keeps the frames of a film.
class KeepingSink : public FrameSink {
 public:
  int writers() const override { return 1; }
  void write(std::int64_t, std::span<const std::byte> pixels) override {
    append(bytes, {.pixels = pixels, .code_path = ""});
  }
  void finish() override {}
  std::string keep_part() override { return ""; }

  Bytes bytes;
};

/// Something that is done with a backend, with its right result.
struct Scenario {
  std::string name;
  KernelsMade kernels_made;
  Bytes expected;
  std::function<Bytes(Backend&)> run;
};

Scenario still(const char* sequence, PixelFormat format, KernelsMade made = KernelsMade::kNever) {
  const auto frame = frame_of(sequence, format);
  return {std::string("still of ") + sequence, made, on_processor(frame),
          [frame](Backend& backend) { return picture_on(backend, frame); }};
}

/// Frames of different sequences and formats, all slots in flight at a time.
Scenario film() {
  std::vector<std::shared_ptr<const Frame>> frames;
  Bytes expected;
  for (const char* sequence : {"AB", "AABAB", "BA", "A"}) {
    frames.push_back(frame_of(sequence, PixelFormat::kYuv420p));
    const Bytes picture = on_processor(frames.back());
    expected.insert(expected.end(), picture.begin(), picture.end());
  }
  return {"film", KernelsMade::kNever, expected, [frames](Backend& backend) {
            KeepingSink sink;
            std::vector<std::int64_t> numbers(frames.size());
            std::iota(numbers.begin(), numbers.end(), 0);
            const auto frame = [&](std::int64_t number) { return frames.at(static_cast<std::size_t>(number)); };
            render_film(backend, 3, sink, {numbers, frame, {}});
            return sink.bytes;
          }};
}

/// The GPU's exponents are compared with the processor's on the GPU; what comes out is how many differ.
Scenario comparison() {
  const auto frame = frame_of("AB", PixelFormat::kExponents);
  return {"comparison", KernelsMade::kNever, {0}, [frame](Backend& backend) {
            const auto processor = find_backend("cpu").create({});
            const auto sum = sum_on_device(two_colors(), 0);
            const auto left = compute_exponents(backend, frame);
            const auto right = compute_exponents(*processor, frame);
            const Comparison found = compare_exponents(*left, *right, *sum, 0, {});
            return Bytes{static_cast<std::uint8_t>(found.differences.differing > 0)};
          }};
}

/// All that a scenario does, on a backend of its own; the backend, or null if there was none, and the message of the
/// error if there was one.
std::unique_ptr<Backend> attempt(const Scenario& scenario, std::string& message) {
  std::unique_ptr<Backend> backend;
  message.clear();
  try {
    backend = make_cuda(scenario.kernels_made);
    EXPECT_EQ(scenario.run(*backend), scenario.expected) << "no error, and a wrong result";
  } catch (const Failure& error) {
    message = error.what();
  }
  return backend;
}

class FailureSweep : public testing::Test {
 protected:
  void TearDown() override { emulated::plan_failures({}); }

  /// Each of the calls that `scenario` makes fails once.
  static void sweep(const Scenario& scenario) {
    std::string message;
    emulated::plan_failures({});
    attempt(scenario, message);
    ASSERT_EQ(message, "") << "without a failure";
    const auto calls = emulated::calls();
    ASSERT_GT(calls.at("cudaMalloc"), 0) << "the devices are not emulated";
    for (const auto& [function, count] : calls) {
      if (function == emulated::kKernelRuns) continue;  // see lost_device_test.cpp
      for (long call = 1; call <= count; ++call) fail(scenario, function, call);
    }
  }

  /// Whether nobody needs to know that a call of the function failed: what is given back is not wanted any more, and in
  /// the place of a kernel made for the sequence another does the work.
  static bool is_silent(const Scenario& scenario, const std::string& function) {
    const std::set<std::string> giving_back{"cudaFree", "cudaFreeHost", "cudaEventDestroy", "cudaStreamDestroy",
                                            "cudaLibraryUnload"};
    if (giving_back.contains(function)) return true;
    // Thrust waits once more for a copy of its result that has waited itself, and does not look at the status.
    if (scenario.name == "comparison" && function == "cudaStreamSynchronize") return true;
    return scenario.kernels_made != KernelsMade::kNever &&
           (function.starts_with("cudaLibrary") || function == "cudaFuncGetAttributes");
  }

  static void fail(const Scenario& scenario, const std::string& function, long call) {
    SCOPED_TRACE(testing::Message() << scenario.name << ": call " << call << " of " << function << " fails");
    std::string message;
    emulated::plan_failures({{function, call, kError}});
    const std::unique_ptr<Backend> backend = attempt(scenario, message);
    if (emulated::failures_happened() > 0 && !is_silent(scenario, function)) {
      EXPECT_NE(message, "") << "swallowed";
    }
    // Thrust takes it for a number that is wrong if the device does not tell its own.
    EXPECT_THAT(message, AnyOf(IsEmpty(), HasSubstr("invalid argument"), HasSubstr("invalid device ordinal")));
    emulated::plan_failures({});
    if (backend == nullptr) return;
    EXPECT_EQ(scenario.run(*backend), scenario.expected) << "the next on the same backend, after: " << message;
  }
};

TEST_F(FailureSweep, OfAStill) {
  sweep(still("AB", PixelFormat::kRgb24));
}

TEST_F(FailureSweep, OfAStillOfExponents) {
  sweep(still("AABAB", PixelFormat::kExponents));
}

TEST_F(FailureSweep, OfAFilm) {
  sweep(film());
}

TEST_F(FailureSweep, OfAComparison) {
  sweep(comparison());
}

// Where it fails, the kernel that comes with the program does the work.
TEST_F(FailureSweep, OfAKernelMadeForTheSequence) {
  sweep(still("AB", PixelFormat::kIndexed8, KernelsMade::kAtOnce));
}

}  // namespace
}  // namespace lyap
