#include "tools/options/complete_jobs.h"

#include "host/base/error.h"
#include "host/film/film_comment.h"
#include "host/output/npy_file.h"
#include "host/output/picture_difference.h"
#include "host/output/picture_file.h"
#include "host/output/png_file_check.h"

#include <filesystem>

namespace lyap {
namespace {

/// The file of an array does not say of which fractal it is. It is finished before the picture that does; if it is
/// newer than that, it was made by another job.
bool has_array(const StillJob& job, const std::string& path, NpyType type) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return false;
  const auto picture_time = std::filesystem::last_write_time(job.output, error);
  if (error || std::filesystem::last_write_time(path, error) > picture_time || error) return false;
  try {
    const NpyHeader header = read_npy_header(path);
    return header.size == job.spec.size && header.type == type;
  } catch (const InvalidInput&) {
    return false;
  } catch (const Failure&) {
    return false;
  }
}

bool is_complete(const StillJob& job) {
  const NpyType exponent_type = npy_type_of(choose_precision(job.spec));
  if (!job.exponents.empty() && !has_array(job, job.exponents, exponent_type)) return false;
  if (!job.periods.empty() && !has_array(job, job.periods, NpyType::kUint32)) return false;
  const PngFileCheck check = check_png_file(job.output);
  return check.state == PngFileState::kWhole &&
         picture_difference(check.image, picture_file_of(job.spec, job.palette)).empty();
}

/// A film has its name only when it was whole; its comment tells what film it is.
bool is_complete_video(const FilmJob& job, const std::stop_token& stop) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(job.output.path, error)) return false;
  return film_comment(job.options.ffmpeg, job.output.path, {stop, {}}) == comment_of(job);
}

bool is_complete(const FilmJob& job, const std::stop_token& stop) {
  switch (job.output.target) {
    case FilmTarget::kPngSequence:
      return frames_to_render(job, stop).empty();
    case FilmTarget::kVideo:
      return is_complete_video(job, stop);
    case FilmTarget::kStream:
      break;
  }
  // A stream says nothing of what it was made from.
  return false;
}

}  // namespace

bool is_complete(const BatchJob& job, const std::stop_token& stop) {
  if (const auto* film = std::get_if<FilmJob>(&job.work)) return is_complete(*film, stop);
  return is_complete(std::get<StillJob>(job.work));
}

}  // namespace lyap
