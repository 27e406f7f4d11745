#include "host/jobs/job_check.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/color/coloring.h"
#include "host/film/encoder_trial.h"
#include "host/film/frame_names.h"
#include "host/jobs/film_memory.h"
#include "host/system/available_memory.h"
#include "host/system/file_place.h"

#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>
#include <unistd.h>
#include <variant>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

/// Of a file that can be written; what is none, a FIFO or a device, opens or does not.
void check_place(const std::string& output) {
  if (output == "-") return;
  std::error_code unknown;
  const fs::path place = file_place(output);
  if (fs::is_directory(place, unknown)) {
    throw Failure(fmt::format("cannot write {}: it is a directory; name a file in it", in_quotes(output)));
  }
  const fs::path folder = place.parent_path();
  if (!fs::is_directory(folder, unknown)) {
    throw Failure(fmt::format("cannot write {}: there is no folder {}; create it first", in_quotes(output),
                              in_quotes(folder.string())));
  }
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    throw Failure(fmt::format("cannot write {}: {}: {}", in_quotes(output), folder.string(),
                              std::generic_category().message(errno)));
  }
}

void check_film(const FilmJob& film, int threads, const std::stop_token& stop) {
  check_film_memory(film.film.picture.size, film.output.format,
                    coloring_of(film.film.picture, film.palette, film.output.format).averages_colors(),
                    slots_of(film, threads), available_memory());
  if (film.output.target == FilmTarget::kVideo) {
    try_encoder(film.ffmpeg, container_of(film.output.path), film.output.encoder,
                {film.film.picture.size, film.output.format, film.rate()}, {}, {.stop = stop});
  }
}

}  // namespace

void check_before_run(const BatchJob& job, int threads, const std::stop_token& stop) {
  if (const auto* film = std::get_if<FilmJob>(&job.work)) {
    const bool is_sequence = film->output.target == FilmTarget::kPictureSequence;
    check_place(is_sequence ? FrameNames(film->output.path).name(film->range.first) : film->output.path);
    check_film(*film, threads, stop);
    return;
  }
  for (const std::string& output : job.outputs()) check_place(output);
}

}  // namespace lyap
