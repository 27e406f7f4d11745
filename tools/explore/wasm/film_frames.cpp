#include "tools/explore/wasm/film_frames.h"

#include "host/base/error.h"
#include "host/color/picture_format.h"
#include "host/jobs/shown_frame.h"
#include "host/output/picture_file.h"

#include <fmt/format.h>

namespace lyap {
namespace {

const FilmJob& checked(const FilmJob& job) {
  if (job.output.format != PixelFormat::kYuv420p) {
    throw InvalidInput("pixel-format",
                       fmt::format("films of the page are yuv420p, not {}", name_of(job.output.format)));
  }
  return job;
}

}  // namespace

FilmFrames::FilmFrames(const FilmJob& job)
    : job_(checked(job)), coloring_(coloring_of(job.film.picture, job.palette, job.output.format)) {
  // Whatever is wrong with the frames is wrong with the first one.
  shown_frame(job_.film, job_.palette, job_.film_frame(job_.range.first), coloring_);
}

std::span<const std::byte> FilmFrames::compute(BandComputer& computer, std::int64_t number) const {
  const Frame frame = shown_frame(job_.film, job_.palette, job_.film_frame(job_.range.first + number), coloring_);
  return computer.compute(frame, {0, frame.size().height}).pixels;
}

}  // namespace lyap
