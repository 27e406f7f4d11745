#include "host/jobs/comparison_job.h"

#include "host/backends/backend_registry.h"
#include "host/backends/cuda/cuda_backend.h"
#include "host/base/error.h"
#include "host/base/text.h"
#include "host/film/frame_names.h"
#include "host/jobs/movement_settings.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/read_field.h"
#include "host/output/npy_reader.h"
#include "host/spec/command_line.h"
#include "host/system/file_place.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kScalar = "cpu-scalar";

/// What the left side is compared with if nothing is said: the GPU, else scalar code, else the best of the processor,
/// but not the same code again, of which there is nothing to learn.
SideChoice counterpart_of(const SideChoice& left) {
  const std::vector<BackendDescription> backends = list_backends();
  for (const std::string& name : {std::string(kCudaBackend), std::string(kScalar), find_backend("cpu").name}) {
    const auto found = std::find_if(backends.begin(), backends.end(),
                                    [&](const BackendDescription& backend) { return backend.name == name; });
    const bool can_run = found != backends.end() && found->unavailable.empty();
    if (can_run && name != left.backend) return {name, Precision::kAutomatic, {}};
  }
  throw Failure(fmt::format("there is no backend but {} to compare with here; name a right side", left.backend));
}

/// A backend beside a file computes in the precision of the file, unless it is told another one.
void take_precision(const Settings& settings, SideChoice& side, const SideChoice& other) {
  if (settings.has("precision") || side.precision != Precision::kAutomatic) return;
  if (side.is_file() || !other.is_file()) return;
  side.precision = NpyReader(other.path).precision();
}

std::vector<std::pair<SideChoice, SideChoice>> all_pairs(const Settings& settings) {
  for (const char* side : {"left", "right"}) {
    if (settings.has(side)) throw InvalidInput(side, "all says what both sides are; leave one out");
  }
  std::vector<std::pair<SideChoice, SideChoice>> pairs;
  const SideChoice scalar{kScalar, Precision::kAutomatic, {}};
  for (const BackendDescription& backend : list_backends()) {
    if (!backend.unavailable.empty() || backend.name == kScalar) continue;
    pairs.push_back({{backend.name, Precision::kAutomatic, {}}, scalar});
  }
  if (pairs.empty()) throw Failure(fmt::format("there is no backend but {} here", kScalar));
  return pairs;
}

std::vector<std::pair<SideChoice, SideChoice>> read_pairs(const Settings& settings) {
  if (settings.flag("all")) return all_pairs(settings);
  SideChoice left = read_side(settings, "left", "cpu");
  SideChoice right = settings.has("right") ? read_side(settings, "right", "") : counterpart_of(left);
  take_precision(settings, left, right);
  take_precision(settings, right, left);
  return {{left, right}};
}

bool has_size(const Settings& settings) {
  return settings.has("size") || settings.has("width") || settings.has("height");
}

/// The picture has the size of a file on one of the sides, unless it is told another one.
void take_size(const Settings& settings, const std::pair<SideChoice, SideChoice>& pair, RenderSpec& picture) {
  if (has_size(settings)) return;
  for (const SideChoice& side : {pair.first, pair.second}) {
    if (side.is_file()) picture.size = NpyReader(side.path).size();
  }
}

/// Refuses to write over what is compared.
void check_inputs(const std::string& field, const std::string& path, const ComparisonJob& job) {
  const auto& [left, right] = job.pairs.front();
  for (const std::string& input : {left.path, right.path, job.palette.name}) {
    if (!input.empty() && is_same_file(path, input)) {
      throw InvalidInput(field, fmt::format("{} is read as well; choose another name", in_quotes(path)));
    }
  }
}

/// Refuses a file name that cannot take what is written: one name for many frames, or pictures of many pairs.
void check_output(const std::string& field, const std::string& path, const char* extension, const ComparisonJob& job) {
  if (job.pairs.size() > 1) throw InvalidInput(field, "one file has room for one pair; do not compare all");
  if (file_ending(path) != extension) {
    throw InvalidInput(field, fmt::format("{}: a name that ends in {} is accepted", in_quotes(path), extension));
  }
  if (job.is_film && is_frame_pattern(path)) {
    static_cast<void>(FrameNames(path));
  } else if (job.frames() > 1) {
    throw InvalidInput(field,
                       fmt::format("{}: each frame has a file; put #### where its number goes", in_quotes(path)));
  }
}

/// Whether both sides are files, which need no picture. Throws InvalidInput if one is described all the same.
bool is_only_of_files(const Settings& settings, const ComparisonJob& job) {
  const auto& [left, right] = job.pairs.front();
  if (!left.is_file() || !right.is_file()) return false;
  for (const char* field : {"sequence", "seq", "frames", "range", "size", "width", "height"}) {
    if (!settings.has(field)) continue;
    throw InvalidInput(field, "both sides are files, which nothing is computed for; leave it out");
  }
  return true;
}

void refuse_periods(const Settings& settings) {
  if (read_field(settings, "show", name_of(Quantity::kExponent), parse_quantity) == Quantity::kExponent) return;
  throw InvalidInput("show", "period: exponents are compared, not periods");
}

/// The field that says which frames are compared: `range`, or `frames` with "A:B", as it was called before; "" for
/// none.
std::string range_field(const Settings& settings) {
  if (settings.has("range")) return "range";
  return settings.text("frames").find(':') != std::string::npos ? "frames" : "";
}

/// The settings of the film itself, whose frames are those of moments: with what a film's command has besides, left
/// out.
Settings film_settings_of(const Settings& settings) {
  Settings film = settings;
  for (const std::string& field : fields_without_meaning()) film.remove(field);
  if (range_field(settings) == "frames") film.remove("frames");
  const bool has_length = film.has("frames") || film.has("duration");
  if (settings.has("film-frames") && !has_length) film.set("frames", settings.text("film-frames"));
  return film;
}

void read_compared_film(const Settings& settings, const std::vector<Movement>& timeline, ComparisonJob& job) {
  if (read_movements(settings).empty() && timeline.empty()) {
    throw InvalidInput(settings.has("range") ? "range" : "frames",
                       "nothing moves; a film has a circle, a sweep, a zoom or a timeline");
  }
  job.film = read_film(film_settings_of(settings), timeline);
  job.is_film = true;
  const std::string field = range_field(settings);
  job.range = field.empty() ? FrameRange{0, job.film.frames - 1} : read_frame_range(settings, field, job.film);
  if (job.pairs.front().first.is_file() || job.pairs.front().second.is_file()) {
    throw InvalidInput("frames", "a file holds one picture; compare frames of backends, or one picture with a file");
  }
}

void read_compared_picture(const Settings& settings, ComparisonJob& job) {
  job.film.picture = read_picture(settings);
  take_size(settings, job.pairs.front(), job.film.picture);
  job.film.picture.validate();
}

std::optional<std::string> read_name(const Settings& settings, const std::string& field) {
  return settings.has(field) ? std::optional(settings.text(field)) : std::nullopt;
}

}  // namespace

std::string name_of_side(const std::string& path, const std::string& side) {
  const std::size_t dot = path.rfind('.');
  return path.substr(0, dot) + "." + side + path.substr(dot);
}

RenderSpec ComparisonJob::spec(std::int64_t frame) const {
  return is_film ? film.frame_spec(frame) : film.picture;
}

std::string ComparisonJob::command_line() const {
  if (!has_picture) return "";
  if (!is_film) return command_line_of(film.picture, palette.name);
  const std::string line = command_line_of(film, palette.name);
  return frames() == film.frames ? line : fmt::format("{} --range {}:{}", line, range.first, range.last);
}

std::vector<std::string> comparison_fields() {
  std::vector<std::string> fields = film_fields();
  std::erase_if(fields, [](const std::string& field) { return field.starts_with("shutter"); });
  std::ranges::copy(fields_without_meaning(), std::back_inserter(fields));
  fields.insert(fields.end(), {"left", "right", "all", "tolerance", "film-frames", "diff", "save-exponents"});
  return fields;
}

std::vector<std::string> fields_without_meaning() {
  // What is compared are exponents, which are those of moments and have no file that shows them.
  return {"shutter", "shutter-frames", "every",  "pixel-format", "codec", "crf",
          "preset",  "encoder-args",   "format", "depth",        "axes",  "colorbar"};
}

ComparisonJob read_comparison_job(const Settings& settings, const std::vector<Movement>& timeline) {
  ComparisonJob job{
      .film = {.picture = {.sequence = Sequence::parse("A"), .constants = {}}, .movements = {}, .rate = {}},
      .pairs = read_pairs(settings),
      .palette = read_palette(settings),
      .tolerance = {},
      .difference_sheet = read_name(settings, "diff"),
      .exponents_file = read_name(settings, "save-exponents")};
  refuse_periods(settings);
  if (settings.has("tolerance")) job.tolerance = read_field(settings, "tolerance", "", parse_tolerance);
  if (is_only_of_files(settings, job)) {
    job.has_picture = false;
  } else if (settings.has("frames") || settings.has("range") || !read_movements(settings).empty() ||
             !timeline.empty()) {
    read_compared_film(settings, timeline, job);
  } else {
    read_compared_picture(settings, job);
  }
  if (job.difference_sheet) {
    check_output("diff", *job.difference_sheet, ".png", job);
    check_inputs("diff", *job.difference_sheet, job);
  }
  if (job.exponents_file) {
    check_output("save-exponents", *job.exponents_file, ".npy", job);
    for (const char* side : {"left", "right"}) {
      check_inputs("save-exponents", name_of_side(*job.exponents_file, side), job);
    }
  }
  return job;
}

}  // namespace lyap
