#include "host/jobs/recolor_job.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/base/version.h"
#include "host/color/tone_statistics.h"
#include "host/film/frame_files.h"
#include "host/jobs/picture_output.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/read_field.h"
#include "host/jobs/recipe_changes.h"
#include "host/jobs/recipe_file.h"
#include "host/output/exponent_file.h"
#include "host/output/picture_file.h"
#include "host/spec/command_line.h"
#include "host/system/file_place.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Pixels of a band, about: enough to keep all threads busy.
constexpr int kBandPixels = 1 << 20;

std::string recolor_line(const RecolorJob& job) {
  Settings fields;
  fields.set("palette", job.look.palette.name);
  add_tone(job.look.tone, fields);
  return fmt::format("lyap recolor {}{}{}", shell_word(job.input), option_words(fields), depth_words(job.look.depth));
}

PictureTarget recolored_target(const RecolorJob& job, const ExponentFile& file) {
  PngImage image = painted_file_of(file.size(), job.look);
  image.text = {{"Software", fmt::format("lyap {}", kVersion)}, {"Comment", recolor_line(job)}};
  if (!file.command_line().empty()) image.text.push_back({"Source", file.command_line()});
  const std::string& checksum = job.look.palette.checksum;
  if (!checksum.empty()) image.text.push_back({std::string(kColorsKeyword), checksum});
  return {.path = job.output,
          .look = job.look,
          .image = image,
          .annotated = {},
          .horizontal = {},
          .vertical = {},
          .is_painted_here = true,
          .precision = file.precision()};
}

int band_rows_of(const ExponentFile& file) {
  const int rows = std::max(1, kBandPixels / file.size().width);
  return (rows + file.block_rows() - 1) / file.block_rows() * file.block_rows();
}

/// What reading complains about is said of the input.
template <class Read>
auto read_input(Read read) {
  try {
    return read();
  } catch (const InvalidInput& error) {
    throw InvalidInput("input", error.problem());
  }
}

/// About so many exponents stand for all that there are.
constexpr std::size_t kMostSamples = std::size_t{1} << 19;

/// Exponents of every n-th row and column, about `most` of them.
std::vector<float> exponent_sample(const std::string& path, std::size_t most, const Work& work) {
  ExponentFile file(path, work.threads);
  const Size size = file.size();
  const double pixels = static_cast<double>(size.width) * size.height;
  const int step = std::max(1, static_cast<int>(std::ceil(std::sqrt(pixels / static_cast<double>(most)))));
  std::vector<float> sample;
  std::vector<std::byte> exponents;
  const int band_rows = band_rows_of(file);
  for (int first = 0; first < size.height; first += band_rows) {
    if (work.stop.stop_requested()) throw Interrupted();
    const int rows = std::min(band_rows, size.height - first);
    exponents.resize(static_cast<std::size_t>(rows) * file.bytes_per_row());
    file.read_rows(exponents);
    for (int row = (first + step - 1) / step * step; row < first + rows; row += step) {
      const std::byte* numbers = &exponents[static_cast<std::size_t>(row - first) * file.bytes_per_row()];
      for (int column = 0; column < size.width; column += step) {
        sample.push_back(file.precision() == Precision::kFloat
                             ? reinterpret_cast<const float*>(numbers)[column]
                             : static_cast<float>(reinterpret_cast<const double*>(numbers)[column]));
      }
    }
  }
  return sample;
}

}  // namespace

std::vector<std::string> recolor_fields() {
  std::vector<std::string> fields = look_fields();
  fields.insert(fields.end(), {"input", "output", "depth"});
  return fields;
}

RecolorJob read_recolor_job(const Settings& settings) {
  RecolorJob job{.input = settings.text("input"),
                 .look = {read_palette(settings), Quantity::kExponent, read_depth(settings), read_tone(settings)},
                 .output = settings.text("output")};
  if (job.input.empty()) throw InvalidInput("input", "name the file of the exponents, .npy, .npz or .exr");
  if (job.output.empty()) throw InvalidInput("output", "name the picture's file, .png or .exr");
  if (is_same_file(job.input, job.output)) throw InvalidInput("output", "it would replace the exponents; name another");
  return job;
}

std::vector<RecolorJob> read_recolor_jobs(const Settings& settings) {
  const std::string input = settings.text("input");
  const std::string output = settings.text("output");
  if (!is_frame_pattern(input)) {
    if (is_frame_pattern(output)) throw InvalidInput("output", "it is a pattern of many frames, and the input is none");
    return {read_recolor_job(settings)};
  }
  if (!is_frame_pattern(output)) throw InvalidInput("output", "name the frames like frame_####.png, as the input does");
  const FrameNames inputs = read_as("input", input, [](const std::string& text) { return FrameNames(text); });
  const FrameNames outputs = read_as("output", output, [](const std::string& text) { return FrameNames(text); });
  std::vector<RecolorJob> jobs;
  Settings frame_settings = settings;
  for (const FrameFile& file : find_frame_files(inputs)) {
    frame_settings.set("input", inputs.name(file.frame));
    frame_settings.set("output", outputs.name(file.frame));
    jobs.push_back(read_recolor_job(frame_settings));
    jobs.back().frame = file.frame;
  }
  if (jobs.empty()) throw InvalidInput("input", fmt::format("there is no frame {}", in_quotes(input)));
  return jobs;
}

void close_tones(std::vector<RecolorJob>& jobs, const Work& work) {
  constexpr std::size_t kMostFiles = 16;
  const Tone& tone = jobs.front().look.tone;
  if (!tone.is_open()) return;
  const std::size_t files = std::min(jobs.size(), kMostFiles);
  std::vector<float> exponents;
  for (std::size_t i = 0; i < files; ++i) {
    const std::string& input = jobs[i * jobs.size() / files].input;
    const std::vector<float> sample = read_input([&] { return exponent_sample(input, kMostSamples / files, work); });
    exponents.insert(exponents.end(), sample.begin(), sample.end());
  }
  const Tone found = found_tone(tone, std::move(exponents));
  for (RecolorJob& job : jobs) job.look.tone = found;
}

bool may_have_exponents(const std::string& input) {
  return file_ending(input) != ".png";
}

StillJob read_repainted_job(const Settings& settings, const std::stop_token& stop) {
  const std::string input = settings.text("input");
  if (is_frame_pattern(input)) {
    throw InvalidInput("input",
                       "sequences are painted from .exr, .npy and .npz files; lyap animate --like makes a film again");
  }
  const Recipe recipe = read_recipe_file(input, "", {.stop = stop});
  if (recipe.is_film) throw InvalidInput("input", fmt::format("{} is of a film; use lyap animate", in_quotes(input)));
  Settings changes = settings;
  changes.remove("input");
  Settings fields = with_changes(recipe, changes);
  if (picture_format_of(settings.text("output")) == PictureFormat::kExr) fields.remove("depth");
  const bool has_new_palette =
      settings.has("palette") || settings.has("palette-stable") || settings.has("palette-chaos");
  StillJob job = read_still_job(fields);
  if (job.output.empty()) throw InvalidInput("output", "name the picture's file, .png or .exr");
  if (!has_new_palette) check_recipe_colors(recipe, job.palette, input);
  return job;
}

Size run_recolor(const RecolorJob& asked, const Work& work, const std::function<void(double share)>& progress) {
  std::vector<RecolorJob> alone{asked};
  close_tones(alone, work);
  const RecolorJob& job = alone.front();
  ExponentFile file = read_input([&] { return ExponentFile(job.input, work.threads); });
  const Size size = file.size();
  const std::unique_ptr<PictureOutput> picture = open_picture(recolored_target(job, file), work);
  std::vector<std::byte> exponents;
  const int band_rows = band_rows_of(file);
  for (int row = 0; row < size.height; row += band_rows) {
    if (work.stop.stop_requested()) throw Interrupted();
    const int rows = std::min(band_rows, size.height - row);
    exponents.resize(static_cast<std::size_t>(rows) * file.bytes_per_row());
    read_input([&] { file.read_rows(exponents); });
    Band band;
    band.pixels = exponents;
    picture->store(band);
    if (progress) progress(static_cast<double>(row + rows) / size.height);
  }
  picture->finish();
  picture->commit();
  return size;
}

}  // namespace lyap
