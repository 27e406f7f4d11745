#include "host/jobs/batch_job.h"

#include "host/base/error.h"
#include "host/color/tone_statistics.h"
#include "host/film/film_file.h"
#include "host/film/film_metadata.h"
#include "host/jobs/picture_output.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/still_files.h"
#include "host/output/exr_file_check.h"
#include "host/output/npy_reader.h"
#include "host/output/picture_difference.h"
#include "host/output/picture_file.h"
#include "host/output/png_file_check.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"

#include <filesystem>

#include <fmt/format.h>

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

/// What a tone left open was found in the picture itself; its recipe tells it. The default where there is none.
Tone tone_in(const std::string& recipe) {
  try {
    return read_tone(parse_recipe(recipe).fields);
  } catch (const InvalidInput&) {
    return {};
  }
}

bool is_complete(const StillJob& job) {
  const NpyType exponent_type = npy_type_of(choose_precision(job.spec));
  if (!job.exponents.empty() && !has_array(job, job.exponents, exponent_type)) return false;
  if (!job.periods.empty() && !has_array(job, job.periods, NpyType::kUint32)) return false;
  // Arrays alone do not tell of which fractal they are.
  if (!job.has_picture()) return false;
  const bool is_exr = picture_format_of(job.output) == PictureFormat::kExr;
  const PngFileCheck check = is_exr ? check_exr_file(job.output) : check_png_file(job.output);
  if (check.state != PngFileState::kWhole) return false;
  StillJob made = job;
  Tone& tone = made.spec.tone;
  if (tone.is_open()) tone = closed_like(tone, tone_in(std::string(text_under(check.image, kRecipeKeyword))));
  if (tone.is_open()) return false;
  PngImage image = png_file_of(made);
  if (is_exr) image.palette.clear();
  return picture_difference(check.image, image).empty();
}

/// A film has its name only when it was whole; its recipe tells what film it is.
bool is_complete_video(const FilmJob& job, const std::stop_token& stop) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(job.output.path, error)) return false;
  const WaitLimit limit{.stop = stop, .idle = FilmFileTimes().idle};
  const std::string recipe = film_text(job.ffmpeg, job.output.path, limit).description;
  FilmJob made = job;
  Tone& tone = made.film.picture.tone;
  if (tone.is_open()) tone = closed_like(tone, tone_in(recipe));
  return recipe == recipe_json(recipe_of(made));
}

bool is_complete(const FilmJob& job, const std::stop_token& stop) {
  switch (job.output.target) {
    case FilmTarget::kPictureSequence:
      // What is found in all frames is not known before.
      return !job.film.picture.tone.is_open() && frames_to_render(job, {.stop = stop}).empty();
    case FilmTarget::kVideo:
      return is_complete_video(job, stop);
    case FilmTarget::kStream:
      break;
  }
  // A stream says nothing of what it was made from.
  return false;
}

std::string film_command_line(const FilmJob& job) {
  std::string line = command_line_of(job) + " -o " + shell_word(job.output.path);
  if (const std::string format = format_texts_of(job.output).format; !format.empty()) line += " --format " + format;
  if (job.in_flight) line += fmt::format(" --in-flight {}", *job.in_flight);
  if (job.ffmpeg != FilmJob::kFfmpeg) line += " --ffmpeg " + shell_word(job.ffmpeg);
  if (job.resume) line += " --resume";
  return line;
}

}  // namespace

const std::string& BatchJob::output() const {
  if (const auto* film = std::get_if<FilmJob>(&work)) return film->output.path;
  return std::get<StillJob>(work).output;
}

std::vector<std::string> BatchJob::outputs() const {
  std::vector<std::string> outputs;
  if (output() != StillJob::kNoPicture) outputs.push_back(output());
  if (const auto* still = std::get_if<StillJob>(&work)) {
    for (const std::string& array : {still->exponents, still->periods}) {
      if (!array.empty()) outputs.push_back(array);
    }
  }
  return outputs;
}

std::int64_t BatchJob::frames() const {
  const auto* film = std::get_if<FilmJob>(&work);
  return film != nullptr ? film->frames() : 1;
}

double BatchJob::iterations() const {
  const auto* film = std::get_if<FilmJob>(&work);
  const RenderSpec& spec = film != nullptr ? film->film.picture : std::get<StillJob>(work).spec;
  return static_cast<double>(frames()) * static_cast<double>(spec.transient + spec.iterations - 1) * spec.size.width *
         spec.size.height;
}

std::string BatchJob::command_line() const {
  if (const auto* film = std::get_if<FilmJob>(&work)) return film_command_line(*film);
  const auto& still = std::get<StillJob>(work);
  const Recipe recipe = recipe_of(still.spec, still.palette, still.depth, still.annotations);
  std::string line = command_line_of(recipe) + " -o " + shell_word(still.output);
  if (!still.exponents.empty()) line += " --save-exponents " + shell_word(still.exponents);
  if (!still.periods.empty()) line += " --save-period " + shell_word(still.periods);
  return line;
}

bool is_complete(const BatchJob& job, const std::stop_token& stop) {
  if (const auto* film = std::get_if<FilmJob>(&job.work)) return is_complete(*film, stop);
  return is_complete(std::get<StillJob>(job.work));
}

}  // namespace lyap
