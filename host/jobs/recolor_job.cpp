#include "host/jobs/recolor_job.h"

#include "host/base/error.h"
#include "host/base/version.h"
#include "host/color/tone_statistics.h"
#include "host/jobs/picture_output.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/read_field.h"
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
  if (const std::string source = file.command_line(); !source.empty()) image.text.push_back({"Source", source});
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

/// About so many exponents stand for all of the file's.
constexpr std::int64_t kMostSamples = std::int64_t{1} << 19;

/// Exponents of every n-th row and column.
std::vector<float> exponent_sample(const std::string& path, const Work& work) {
  ExponentFile file(path, work.threads);
  const Size size = file.size();
  const double pixels = static_cast<double>(size.width) * size.height;
  const int step = std::max(1, static_cast<int>(std::ceil(std::sqrt(pixels / kMostSamples))));
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
  if (job.input.empty()) throw InvalidInput("input", "name the file of the exponents, .npy or .exr");
  if (job.output.empty()) throw InvalidInput("output", "name the picture's file, .png or .exr");
  if (is_same_file(job.input, job.output)) throw InvalidInput("output", "it would replace the exponents; name another");
  return job;
}

Size run_recolor(const RecolorJob& asked, const Work& work, const std::function<void(double share)>& progress) {
  RecolorJob job = asked;
  Tone& tone = job.look.tone;
  if (tone.is_open()) tone = found_tone(tone, read_input([&] { return exponent_sample(job.input, work); }));
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
