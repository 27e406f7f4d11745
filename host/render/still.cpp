#include "host/render/still.h"

#include "host/base/stopwatch.h"
#include "host/compute/in_flight.h"

#include <algorithm>

namespace lyap {

StillTimings render_still(Backend& backend, std::size_t slots, const std::shared_ptr<const Frame>& frame,
                          const StillCallbacks& callbacks, const std::stop_token& stop) {
  return render_rows(backend, slots, frame, {0, frame->size().height}, callbacks, stop);
}

StillTimings render_rows(Backend& backend, std::size_t slots, const std::shared_ptr<const Frame>& frame, Rows rows,
                         const StillCallbacks& callbacks, const std::stop_token& stop) {
  const Stopwatch all;
  const int rows_per_band = backend.rows_per_band(*frame);
  const int bands = (rows.count + rows_per_band - 1) / rows_per_band;
  const auto rows_of = [&](int band) {
    const int before = band * rows_per_band;
    return Rows{rows.first + before, std::min(rows_per_band, rows.count - before)};
  };
  const auto memory_of = [&](Rows band) { return callbacks.memory ? callbacks.memory(band) : std::span<std::byte>(); };
  const auto slot_of = [&](int band) { return static_cast<std::size_t>(band) % slots; };

  StillTimings timings;
  timings.steps_asked = frame->plane().total_steps() * rows.count / frame->size().height;
  const int ahead = std::min(bands, static_cast<int>(slots));
  InFlight in_flight(backend, stop);
  const auto submit = [&](int band) {
    in_flight.submit(slot_of(band), frame, rows_of(band), memory_of(rows_of(band)));
  };
  for (int band = 0; band < ahead; ++band) submit(band);
  for (int band = 0; band < bands; ++band) {
    const Stopwatch waiting;
    const Band computed = in_flight.wait_for_oldest().band;
    timings.waiting += waiting.seconds();

    const Stopwatch storing;
    callbacks.store(computed);
    timings.storing += storing.seconds();
    timings.steps_done += static_cast<double>(computed.steps);
    timings.code_path = computed.code_path;
    if (callbacks.progress) callbacks.progress(static_cast<double>(band + 1) / bands);
    if (band + ahead < bands) submit(band + ahead);
  }
  timings.total = all.seconds();
  return timings;
}

}  // namespace lyap
