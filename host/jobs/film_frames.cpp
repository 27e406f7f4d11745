#include "host/jobs/film_frames.h"

#include "host/jobs/exr_frames.h"
#include "host/jobs/film_memory.h"
#include "host/jobs/shown_frame.h"
#include "host/output/picture_file.h"
#include "host/spec/recipe_json.h"
#include "host/system/available_memory.h"

#include <memory>
#include <utility>

namespace lyap {

FilmWork film_work(const FilmJob& job, std::vector<std::int64_t> numbers) {
  FilmWork film;
  film.frames = std::move(numbers);
  if (has_exponents_in_frames(job)) {
    film.make_frame = [&job](std::int64_t number) { return frame_of_exponents(job, number); };
    return film;
  }
  film.make_frame = [&job,
                     coloring = coloring_of(job.film.picture, job.palette, job.output.format)](std::int64_t number) {
    return std::make_shared<const Frame>(shown_frame(job.film, job.palette, job.film_frame(number), coloring));
  };
  return film;
}

std::size_t slots_on(const Backend& backend, const FilmJob& job, int threads) {
  const std::size_t slots = slots_of(job, threads);
  return job.in_flight ? slots : slots_for(slots, backend.device_count());
}

void check_memory_for(const FilmWork& film, const FilmJob& job, std::size_t slots) {
  const Coloring coloring = coloring_of(job.film.picture, job.palette, job.output.format);
  const bool is_blurred = job.film.shutter > 0 && !film.frames.empty();
  std::uint64_t tables = is_blurred ? film.make_frame(film.frames.front())->table_bytes() : 0;
  if (has_exponents_in_frames(job)) {
    // The format is that of the colours, which writers make of them.
    const Size size = job.film.picture.size;
    tables += sizeof(double) * static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height);
  }
  check_film_memory(job.film.picture.size, job.output.format, coloring.averages_colors(), slots, available_memory(),
                    tables);
}

FilmText film_text_of(const FilmJob& job) {
  return {picture_title(job.film.picture), command_line_of(job), recipe_json(recipe_of(job))};
}

}  // namespace lyap
