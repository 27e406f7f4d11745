#include "tools/bench/compute_rows.h"

#include "host/error.h"
#include "tools/bench/cost.h"

namespace lyap {

ComputingTimes compute_rows(Backend& backend, std::size_t slots, const std::shared_ptr<const Frame>& frame,
                            const RowSample& sample, const std::stop_token& stop) {
  const std::size_t bands = sample.bands.size() * static_cast<std::size_t>(sample.passes);
  ComputingTimes times;
  const Stopwatch stopwatch;
  for (std::size_t step = 0; step < bands + slots; ++step) {
    const std::size_t slot = step % slots;
    if (step >= slots && step - slots < bands) {
      const Band band = backend.wait(slot);
      times.device_seconds += band.computing;
      times.steps += band.steps;
    }
    if (stop.stop_requested()) throw Interrupted();
    if (step < bands) backend.submit(slot, frame, sample.bands[step % sample.bands.size()]);
  }
  times.seconds = stopwatch.seconds();
  return times;
}

}  // namespace lyap
