#include "host/farm/frame_timing.h"

#include "host/base/stopwatch.h"
#include "host/farm/frame_checksums.h"
#include "host/jobs/film_frames.h"

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

}  // namespace lyap
