#include "tools/options/compare_job.h"

#include "host/backends/backend_registry.h"
#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/film/frame_names.h"
#include "host/output/npy_file.h"
#include "host/spec/command_line.h"
#include "tools/options/read_option.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kScalar = "cpu-scalar";

/// What the left side is compared with if nothing is said: the GPU, else scalar code, else the best of the processor,
/// but not the same code again, of which there is nothing to learn.
SideChoice counterpart_of(const SideChoice& left) {
  const std::vector<BackendDescription> backends = list_backends();
  for (const std::string& name : {std::string("cuda"), std::string(kScalar), find_backend("cpu").name}) {
    const auto found = std::find_if(backends.begin(), backends.end(),
                                    [&](const BackendDescription& backend) { return backend.name == name; });
    const bool can_run = found != backends.end() && found->unavailable.empty();
    if (can_run && name != left.backend) return {name, Precision::kAutomatic, {}};
  }
  throw Failure(fmt::format("--right: no backend but {} can run here; name a side", left.backend));
}

/// A backend beside a file computes in the precision of the file, unless it is told another one.
void take_precision(const CompareOptions& options, SideChoice& side, const SideChoice& other) {
  if (options.has_precision || side.precision != Precision::kAutomatic) return;
  if (side.is_file() || !other.is_file()) return;
  side.precision = NpyReader(other.path).precision();
}

std::vector<std::pair<SideChoice, SideChoice>> all_pairs(const CompareOptions& options) {
  if (!options.left.empty() || !options.right.empty()) {
    throw InvalidInput(options.left.empty() ? "--right" : "--left", "--all says what both sides are; leave one out");
  }
  std::vector<std::pair<SideChoice, SideChoice>> pairs;
  const SideChoice scalar{kScalar, Precision::kAutomatic, {}};
  for (const BackendDescription& backend : list_backends()) {
    if (!backend.unavailable.empty() || backend.name == kScalar) continue;
    pairs.push_back({{backend.name, Precision::kAutomatic, {}}, scalar});
  }
  if (pairs.empty()) throw Failure(fmt::format("--all: no backend but {} can run here", kScalar));
  return pairs;
}

std::vector<std::pair<SideChoice, SideChoice>> pairs_of(const CompareOptions& options) {
  if (options.all) return all_pairs(options);
  SideChoice left = parse_side("--left", options.left.empty() ? "cpu" : options.left);
  SideChoice right = options.right.empty() ? counterpart_of(left) : parse_side("--right", options.right);
  take_precision(options, left, right);
  take_precision(options, right, left);
  return {{left, right}};
}

/// The picture has the size of a file on one of the sides, unless it is told another one.
void take_size(const CompareOptions& options, const std::pair<SideChoice, SideChoice>& pair, RenderSpec& picture) {
  if (options.has_size) return;
  for (const SideChoice& side : {pair.first, pair.second}) {
    if (side.is_file()) picture.size = NpyReader(side.path).size();
  }
}

/// Whether two names are of one file.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
  std::error_code error;
  return std::filesystem::weakly_canonical(a, error) == std::filesystem::weakly_canonical(b, error) && !error;
}

/// Refuses to write over what is compared.
void check_inputs(const std::string& option, const std::string& path, const CompareJob& job) {
  const auto& [left, right] = job.pairs.front();
  for (const std::string& input : {left.path, right.path, job.palette.name}) {
    if (!input.empty() && is_same_file(path, input)) {
      throw InvalidInput(option, fmt::format("{} is read as well; choose another name", in_quotes(path)));
    }
  }
}

/// Refuses a file name that cannot take what is written: one name for many frames, or pictures of many pairs.
void check_output(const std::string& option, const std::string& path, const char* extension, const CompareJob& job) {
  if (job.pairs.size() > 1) throw InvalidInput(option, "one file has room for one pair; leave out --all");
  if (lower_case(std::filesystem::path(path).extension().string()) != extension) {
    throw InvalidInput(option, fmt::format("{}: a name that ends in {} is accepted", in_quotes(path), extension));
  }
  if (job.is_film && is_frame_pattern(path)) {
    static_cast<void>(FrameNames(path));
  } else if (job.frames() > 1) {
    throw InvalidInput(option,
                       fmt::format("{}: each frame has a file; put #### where its number goes", in_quotes(path)));
  }
}

/// Whether both sides are files, which need no picture. Throws InvalidInput if one is described all the same.
bool is_only_of_files(const CompareOptions& options, const CompareJob& job) {
  const auto& [left, right] = job.pairs.front();
  if (!left.is_file() || !right.is_file()) return false;
  const PictureOptions& picture = options.film.picture;
  const auto refuse = [](const char* option, bool is_given) {
    if (is_given) throw InvalidInput(option, "both sides are files, which nothing is computed for; leave it out");
  };
  refuse("SEQUENCE", !picture.sequence.empty() || !picture.sequence_option.empty());
  refuse("--frames", !options.frames.empty());
  refuse("--size", options.has_size);
  return true;
}

void refuse_periods(const CompareOptions& options) {
  if (read_option("--show", options.film.picture.show, parse_quantity) == Quantity::kExponent) return;
  throw InvalidInput("--show", "period: exponents are compared, not periods; --show exponent overrides a film file");
}

void describe_film(const CompareOptions& options, CompareJob& job) {
  if (movements_of(options.film.movement).empty() && options.film.timeline.empty()) {
    throw InvalidInput("--frames", "nothing moves; a film has --circle, --sweep, --zoom, or a film file");
  }
  job.film = film_of(options.film);
  job.is_film = true;
  job.range = parse_frame_range("--frames", options.frames, job.film);
  if (job.pairs.front().first.is_file() || job.pairs.front().second.is_file()) {
    throw InvalidInput("--frames", "a file holds one picture; compare frames of backends, or one picture with a file");
  }
}

void describe_picture(const CompareOptions& options, CompareJob& job) {
  const auto movements = movements_of(options.film.movement);
  if (!movements.empty() || !options.film.timeline.empty()) {
    throw InvalidInput("--frames", fmt::format("the picture moves: say which frames are compared, of 0:{}",
                                               film_of(options.film).frames - 1));
  }
  job.film.picture = picture_of(options.film.picture);
  take_size(options, job.pairs.front(), job.film.picture);
  job.film.picture.validate();
}

}  // namespace

std::string name_of_side(const std::string& path, const std::string& side) {
  const std::size_t dot = path.rfind('.');
  return path.substr(0, dot) + "." + side + path.substr(dot);
}

RenderSpec CompareJob::spec(std::int64_t frame) const {
  return is_film ? film.frame_spec(frame) : film.picture;
}

std::string CompareJob::command_line() const {
  if (!has_picture) return "";
  return is_film ? command_line_of(film, palette.name) : command_line_of(film.picture, palette.name);
}

CompareJob compare_job_of(const CompareOptions& options) {
  CompareJob job{.film = {.picture = {.sequence = Sequence::parse("A"), .constants = {}}, .movements = {}, .rate = {}},
                 .pairs = pairs_of(options),
                 .palette = palette_of(options.film.picture),
                 .tolerance = {},
                 .difference_sheet = options.difference_sheet,
                 .exponents_file = options.exponents_file};
  refuse_periods(options);
  if (!options.tolerance.empty()) job.tolerance = read_option("--tolerance", options.tolerance, parse_tolerance);
  if (is_only_of_files(options, job)) {
    job.has_picture = false;
  } else if (options.frames.empty()) {
    describe_picture(options, job);
  } else {
    describe_film(options, job);
  }
  if (job.difference_sheet) {
    check_output("--diff", *job.difference_sheet, ".png", job);
    check_inputs("--diff", *job.difference_sheet, job);
  }
  if (job.exponents_file) {
    check_output("--save-exponents", *job.exponents_file, ".npy", job);
    for (const char* side : {"left", "right"}) {
      check_inputs("--save-exponents", name_of_side(*job.exponents_file, side), job);
    }
  }
  return job;
}

}  // namespace lyap
