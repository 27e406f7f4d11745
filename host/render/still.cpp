#include "host/render/still.h"

#include "host/compute/in_flight.h"

#include <algorithm>
#include <chrono>

namespace lyap {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

StillTimings render_still(Backend& backend, std::size_t slots, const std::shared_ptr<const Frame>& frame,
                          const StillCallbacks& callbacks, const std::stop_token& stop) {
  const Clock::time_point start = Clock::now();
  const int height = frame->size().height;
  const int rows_per_band = backend.rows_per_band(*frame);
  const int bands = (height + rows_per_band - 1) / rows_per_band;
  const auto rows_of = [&](int band) {
    const int first = band * rows_per_band;
    return Rows{first, std::min(rows_per_band, height - first)};
  };
  const auto slot_of = [&](int band) { return static_cast<std::size_t>(band) % slots; };

  StillTimings timings;
  timings.steps_asked = frame->plane().total_steps();
  const int ahead = std::min(bands, static_cast<int>(slots));
  InFlight in_flight(backend, stop);
  for (int band = 0; band < ahead; ++band) in_flight.submit(slot_of(band), frame, rows_of(band));
  for (int band = 0; band < bands; ++band) {
    const Clock::time_point waited_from = Clock::now();
    const Band computed = in_flight.wait_for_oldest().band;
    timings.waiting += seconds_since(waited_from);

    const Clock::time_point stored_from = Clock::now();
    callbacks.store(computed);
    timings.storing += seconds_since(stored_from);
    timings.steps_done += static_cast<double>(computed.steps);
    timings.code_path = computed.code_path;
    if (callbacks.progress) callbacks.progress(static_cast<double>(band + 1) / bands);
    if (band + ahead < bands) in_flight.submit(slot_of(band), frame, rows_of(band + ahead));
  }
  timings.total = seconds_since(start);
  return timings;
}

}  // namespace lyap
