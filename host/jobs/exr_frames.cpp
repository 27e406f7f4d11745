#include "host/jobs/exr_frames.h"

#include "host/jobs/still_files.h"
#include "host/jobs/still_frame.h"

#include <utility>

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

void ExrFrameWriter::write(const std::string& path, std::int64_t number, std::span<const std::byte> exponents) {
  const StillJob still = still_of(job_, number, path);
  PictureTarget target = target_of(still, *frame_of(still));
  target.abandoned = Abandoned::kKeep;
  Painter painter = take(target);
  target.painter = painter.painter;
  const std::unique_ptr<PictureOutput> picture = open_picture(target, {.threads = 1});
  picture->store({.pixels = exponents, .code_path = {}});
  picture->finish();
  picture->commit();
  put_back(std::move(painter));
}

ExrFrameWriter::Painter ExrFrameWriter::take(const PictureTarget& target) {
  {
    const std::lock_guard lock(mutex_);
    const auto is_alike = [&](const Painter& idle) {
      return idle.tone == target.look.tone && idle.precision == target.precision;
    };
    // Of a tone that has moved none is wanted again.
    std::erase_if(idle_, [&](const Painter& idle) { return !is_alike(idle); });
    if (!idle_.empty()) {
      Painter painter = std::move(idle_.back());
      idle_.pop_back();
      return painter;
    }
  }
  return {target.look.tone, target.precision, exr_painter_of(target.look, target.precision, 1)};
}

void ExrFrameWriter::put_back(Painter painter) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(painter));
}

}  // namespace lyap
