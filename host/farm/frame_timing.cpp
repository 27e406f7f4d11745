#include "host/farm/frame_timing.h"

#include "host/base/stopwatch.h"
#include "host/farm/frame_checksums.h"
#include "host/jobs/film_frames.h"
#include "host/jobs/still_frame.h"
#include "host/render/still.h"

#include <algorithm>

namespace lyap {

double seconds_per_frame(const FilmJob& job, Backend& backend, const Work& work) {
  const auto [first, last] = job.numbers();
  std::vector<std::int64_t> numbers{first, first + (last - first) / 2, last};
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  ChecksummedFrames nowhere(nullptr);
  const Stopwatch stopwatch;
  render_film(backend, slots_on(backend, job, work.threads), nowhere, film_work(job, numbers), work.stop);
  return stopwatch.seconds() / static_cast<double>(numbers.size());
}

double seconds_per_row(const StillJob& job, Backend& backend, const Work& work) {
  constexpr int kRows = 8;
  const int height = job.spec.size.height;
  const int count = std::min(kRows, height);
  const auto frame = frame_of(job);
  const Stopwatch stopwatch;
  for (const int first : {0, (height - count) / 2, height - count}) {
    render_rows(backend, kSlotsPerDevice, frame, {first, count}, {[](const Band&) {}, {}}, work.stop);
  }
  return stopwatch.seconds() / (3 * count);
}

}  // namespace lyap
