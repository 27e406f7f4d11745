// Prints how near stills come to the ceiling of the processor's arithmetic units, as Markdown tables. Every ratio is
// taken within one run, ceiling and render in turn, so that a machine whose clock drifts does not falsify it.
// Arguments are the names of the backends to measure; without any, all SIMD backends that can run here are.

#include "host/backend.h"
#include "host/cpu_ceiling.h"
#include "host/error.h"
#include "host/still.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr int kRepeats = 7;
constexpr std::size_t kSlots = 3;
constexpr double kCeilingSeconds = 0.1;

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::shared_ptr<const Frame> make_frame(const std::string& sequence, Precision precision) {
  RenderSpec spec{.sequence = Sequence::parse(sequence), .constants = {}};
  spec.precision = precision;
  return std::make_shared<const Frame>(spec, find_palette("viridis"), PixelFormat::kIndexed8);
}

/// Seconds to compute, tone-map and colour the frame into memory; nothing is stored.
double render_seconds(const std::string& backend_name, int threads, const std::shared_ptr<const Frame>& frame) {
  const auto backend = find_backend(backend_name).create({.slots = kSlots, .threads = threads, .stop = {}});
  return render_still(*backend, kSlots, frame, {.store = [](std::span<const std::byte>) {}, .progress = {}}).total;
}

struct Result {
  double ceiling;  // lane operations per second
  double rate;     // iterations per second
  double share;    // of what the ceiling allows
};

Result measure_one_thread(const std::string& backend, const std::string& sequence, Precision precision) {
  const auto frame = make_frame(sequence, precision);
  const double operations = operations_per_step(Sequence::parse(sequence));
  std::vector<double> ceilings;
  std::vector<double> rates;
  std::vector<double> shares;
  for (int repeat = 0; repeat < kRepeats; ++repeat) {
    const double before = measure_fma_rate(backend, precision, kCeilingSeconds);
    const double rate = frame->total_iterations() / render_seconds(backend, 1, frame);
    const double after = measure_fma_rate(backend, precision, kCeilingSeconds);
    ceilings.push_back((before + after) / 2);
    rates.push_back(rate);
    shares.push_back(rate * operations / ceilings.back());
  }
  return {median(ceilings), median(rates), median(shares)};
}

double measure_scaling(const std::string& backend, const std::string& sequence, Precision precision, int threads) {
  const auto frame = make_frame(sequence, precision);
  std::vector<double> scalings;
  for (int repeat = 0; repeat < kRepeats; ++repeat) {
    const double one = render_seconds(backend, 1, frame);
    scalings.push_back(one / render_seconds(backend, threads, frame) / threads);
  }
  return median(scalings);
}

bool is_wanted(const BackendDescription& backend, const std::vector<std::string>& wanted) {
  if (!backend.unavailable.empty()) return false;
  if (!wanted.empty()) return std::find(wanted.begin(), wanted.end(), backend.name) != wanted.end();
  return backend.name.starts_with("cpu-") && backend.name != "cpu-scalar";
}

void run_benchmark(const std::vector<std::string>& wanted) {
  const int threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  fmt::print("3840x2160, 400 iterations, medians of {} runs; exponent, tone map and palette lookup together.\n\n",
             kRepeats);
  fmt::print("| backend | precision | sequence | FMA, G lane-op/s | G iterations/s | of the ceiling | {} threads |\n",
             threads);
  fmt::print("| --- | --- | --- | --- | --- | --- | --- |\n");
  for (const BackendDescription& backend : list_backends()) {
    if (!is_wanted(backend, wanted)) continue;
    for (const Precision precision : {Precision::kFloat, Precision::kDouble}) {
      for (const char* sequence : {"AB", "AABAB", "BBBBBBAAAAAA"}) {
        const Result result = measure_one_thread(backend.name, sequence, precision);
        const double scaling = measure_scaling(backend.name, sequence, precision, threads);
        fmt::print("| {} | {} | {} | {:.1f} | {:.2f} | {:.1f} % | {:.1f} % |\n", backend.name, name_of(precision),
                   sequence, result.ceiling / 1e9, result.rate / 1e9, 100 * result.share, 100 * scaling);
        std::fflush(stdout);
      }
    }
  }
}

}  // namespace
}  // namespace lyap

int main(int argc, char** argv) {
  try {
    lyap::run_benchmark({argv + 1, argv + argc});
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "still_benchmark: error: {}\n", error.what());
    return 1;
  }
}
