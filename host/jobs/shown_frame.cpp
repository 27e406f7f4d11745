#include "host/jobs/shown_frame.h"

namespace lyap {

Frame shown_frame(const Film& film, std::int64_t frame, const Coloring& coloring) {
  const Tone moved = film.frame_spec(frame).tone;
  return {film.sub_frame_specs(frame), moved == film.picture.tone ? coloring : with_tone(coloring, moved)};
}

}  // namespace lyap
