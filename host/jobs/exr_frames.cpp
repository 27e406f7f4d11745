#include "host/jobs/exr_frames.h"

#include "host/jobs/still_files.h"
#include "host/jobs/still_frame.h"

namespace lyap {
namespace {

StillJob still_of(const FilmJob& job, std::int64_t number, const std::string& path) {
  StillJob still{.spec = job.film.frame_spec(job.film_frame(number)), .palette = job.palette};
  still.output = path;
  return still;
}

}  // namespace

bool has_exponents_in_frames(const FilmJob& job) {
  return job.output.target == FilmTarget::kPictureSequence && job.output.pictures == PictureFormat::kExr &&
         job.film.picture.sampling.is_single() && job.film.shutter == 0 &&
         job.film.picture.shown == Quantity::kExponent;
}

std::shared_ptr<const Frame> frame_of_exponents(const FilmJob& job, std::int64_t number) {
  return frame_of(still_of(job, number, job.output.path));
}

void write_exr_frame(const FilmJob& job, std::int64_t number, const std::string& path,
                     std::span<const std::byte> exponents) {
  const StillJob still = still_of(job, number, path);
  PictureTarget target = target_of(still, *frame_of(still));
  target.abandoned = Abandoned::kKeep;
  const std::unique_ptr<PictureOutput> picture = open_picture(target, {.threads = 1});
  picture->store({.pixels = exponents, .code_path = {}});
  picture->finish();
  picture->commit();
}

}  // namespace lyap
