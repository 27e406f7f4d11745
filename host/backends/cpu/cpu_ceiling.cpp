#include "host/backends/cpu/cpu_ceiling.h"

#include "host/backends/cpu/cpu_targets.h"
#include "host/base/error.h"
#include "host/base/stopwatch.h"
#include "host/compute/parameter_plane.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace lyap {
namespace {

CpuTarget find_target(std::string_view backend) {
  const auto targets = list_cpu_targets();
  const auto target =
      std::find_if(targets.begin(), targets.end(), [&](const CpuTarget& t) { return t.backend == backend; });
  if (target == targets.end()) throw InvalidInput(fmt::format("'{}' is no CPU backend", backend));
  return *target;
}

}  // namespace

bool has_fma_units(std::string_view backend) {
  return find_target(backend).has_fma_units;
}

double measure_fma_rate(std::string_view backend, Precision precision, double seconds) {
  const CpuTarget target = find_target(backend);
  if (target.kernels == nullptr || !target.supported) throw Failure(fmt::format("{} cannot run here", backend));
  const auto run = precision == Precision::kFloat ? target.kernels->fma_rounds_f32 : target.kernels->fma_rounds_f64;

  constexpr std::int64_t kRounds = 1 << 16;
  std::int64_t operations = 0;
  double elapsed = 0;
  const Stopwatch stopwatch;
  do {
    operations += run(kRounds);
    elapsed = stopwatch.seconds();
  } while (elapsed < seconds);
  return static_cast<double>(operations) / elapsed;
}

double operations_per_step(const RenderSpec& spec) {
  constexpr double kScaled = 2;
  constexpr double kPlain = 4;
  return choose_form(spec, choose_precision(spec)) == Form::kScaled ? kScaled : kPlain;
}

}  // namespace lyap
