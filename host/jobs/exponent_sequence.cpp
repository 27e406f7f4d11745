#include "host/jobs/exponent_sequence.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/film/frame_names.h"
#include "host/jobs/closed_tone.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/still_job.h"

#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

bool is_archive(const std::string& files) {
  return file_ending(files) == ".npz";
}

std::string read_files(const Settings& settings) {
  std::string files = settings.text(kExponentSequenceField);
  if ((file_ending(files) != ".npy" && !is_archive(files)) || !is_frame_pattern(files)) {
    throw InvalidInput(kExponentSequenceField,
                       fmt::format("{}: each frame has a file; names such as e_####.npy and e_####.npz are accepted",
                                   in_quotes(files)));
  }
  if (settings.text("output") != StillJob::kNoPicture) {
    throw InvalidInput(kExponentSequenceField,
                       "films are made without their exponents, and these without a film: name none as the output");
  }
  return files;
}

}  // namespace

ExponentSequenceJob read_exponent_sequence_job(const Settings& settings, const std::vector<Movement>& timeline) {
  std::string files = read_files(settings);
  for (const char* field : {"resume", "every", "preview", "in-flight"}) {
    if (settings.has(field)) throw InvalidInput(field, "it is for films; leave it out where exponents are saved alone");
  }
  const Film film = read_film(settings, timeline);
  if (!film.picture.sampling.is_single()) {
    throw InvalidInput(kExponentSequenceField, "numbers are those of single samples; leave it or the samples out");
  }
  const bool has_range = settings.has("range");
  return {film, read_palette(settings),
          has_range ? read_frame_range(settings, "range", film) : FrameRange{0, film.frames - 1}, std::move(files)};
}

void run_exponent_sequence(const ExponentSequenceJob& job, Backend& backend, const Work& work,
                           const std::function<void(std::int64_t frames)>& progress) {
  const FrameNames names(job.files);
  // Recipes spell out what the tone leaves open; arrays have no colours.
  Film film = job.film;
  film.picture.tone = is_archive(job.files) ? closed_tone(film, backend, work.stop) : Tone();
  for (std::int64_t frame = job.range.first; frame <= job.range.last; ++frame) {
    StillJob still{.spec = film.frame_spec(frame), .palette = job.palette};
    still.output = StillJob::kNoPicture;
    still.exponents = names.name(frame);
    run_still(still, backend, work);
    if (progress) progress(frame - job.range.first + 1);
  }
}

}  // namespace lyap
