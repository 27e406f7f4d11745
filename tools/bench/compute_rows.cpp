#include "tools/bench/compute_rows.h"

#include "host/base/error.h"
#include "tools/bench/bench_picture.h"
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
    if (step < bands) backend.submit(slot, frame, sample.bands[step % sample.bands.size()], stop);
  }
  times.seconds = stopwatch.seconds();
  return times;
}

RowSampler::RowSampler(const Backend& backend, bool on_gpu, const BenchPicture& picture)
    : height_(picture.height), usual_rows_(backend.rows_per_band(*bench_frame(picture, OrbitEnd::kBruteForce))) {
  // However long orbits are, a processor's band is not lower than a block.
  BenchPicture longest = picture;
  longest.iterations = RenderSpec::kMaxIterations;
  low_rows_ = on_gpu ? usual_rows_ : backend.rows_per_band(*bench_frame(longest, OrbitEnd::kBruteForce));
}

RowSample RowSampler::of(std::int64_t bands) const {
  const std::int64_t rows = bands * low_rows_;
  if (rows < height_) return bands_to_compute(bands, height_, low_rows_);
  return bands_to_compute((rows + usual_rows_ - 1) / usual_rows_, height_, usual_rows_);
}

RowSample RowSampler::whole(std::int64_t pictures) const {
  return bands_to_compute(pictures * ((height_ + usual_rows_ - 1) / usual_rows_), height_, usual_rows_);
}

}  // namespace lyap
