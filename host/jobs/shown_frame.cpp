#include "host/jobs/shown_frame.h"

namespace lyap {

Frame shown_frame(const Film& film, const Palette& palette, std::int64_t frame, const Coloring& coloring) {
  return {film.sub_frame_specs(frame), with_tone(film.frame_spec(frame), palette, film.picture.tone, coloring)};
}

}  // namespace lyap
