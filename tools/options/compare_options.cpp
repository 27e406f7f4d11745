#include "tools/options/compare_options.h"

#include "host/base/error.h"
#include "tools/options/read_option.h"

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kSides = "Sides";
constexpr const char* kFilm = "Film";
constexpr const char* kReports = "Reports";
constexpr const char* kFrames = "frames";

void add_side_options(CLI::App& command, CompareOptions& options) {
  const auto add = [&](const char* name, std::string& value, const char* type, const char* description) {
    command.add_option(name, value, description)->type_name(type)->group(kSides);
  };
  add("--left", options.left, "SIDE", "A backend, one with a precision (cpu-avx2:f64), or a file NAME.npy [cpu]");
  add("--right", options.right, "SIDE", "The same [cuda, or cpu-scalar where there is no GPU; never the left one]");
  command.add_flag("--all", options.all, "Every backend that can run here with cpu-scalar, one after the other")
      ->group(kSides)
      ->check(CLI::IsMember({"true", "false"}));
  add("--tolerance", options.tolerance, "D[:SHARE%]",
      "Exponents may differ by D, and SHARE of them by more; for different precisions");
}

void add_film_options(CLI::App& command, CompareOptions& options) {
  command.add_option("--frames", options.frames, "Compares frames A to B of the film, both included, counted from 0")
      ->type_name("A:B")
      ->group(kFilm);
  command.add_option("--duration,--dur", options.film.duration, "How long the film takes [60]")
      ->type_name("SECONDS")
      ->group(kFilm);
  command.add_option("--fps", options.film.rate, "Frames per second, also 30000/1001")
      ->type_name("RATE")
      ->group(kFilm)
      ->capture_default_str();
  add_movement_options(command, options.film.movement);
}

void add_report_options(CLI::App& command, CompareOptions& options) {
  const auto add = [&](const char* name, auto& value, const char* type, const char* description) {
    command.add_option(name, value, description)->type_name(type)->group(kReports);
  };
  command.add_flag("--json", options.json, "The report as JSON")
      ->group(kReports)
      ->check(CLI::IsMember({"true", "false"}));
  add("--diff", options.difference_sheet, "FILE", "PNG file of both pictures and where they differ; #### of a film");
  add("--save-exponents", options.exponents_file, "NAME.npy", "NAME.left.npy and NAME.right.npy; #### of a film");
  add_progress_options(command, options.film.computing, "No progress and no report, only the exit code");
}

}  // namespace

void add_compare_options(CLI::App& command, CompareOptions& options) {
  add_side_options(command, options);
  add_film_options(command, options);
  add_picture_options(command, options.film.picture, "Letters A to Z with repeats, or a film file, NAME.toml");
  add_movement_spellings(command, options.film.movement);
  for (const char* name : {"--size", "--width", "--height"}) {
    command.get_option(name)->each([&](const std::string&) { options.has_size = true; });
  }
  command.get_option("--show")->description("Always the exponent: periods are not compared");
  command.get_option("--precision")->each([&](const std::string&) { options.has_precision = true; });
  add_report_options(command, options);
  add_device_options(command, options.film.computing);
}

RivalOptions rival_compare_options() {
  RivalOptions rivals = rival_picture_options();
  rivals.push_back({"center", "xc", "yc"});
  return rivals;
}

OptionOrigins apply_film_file(CLI::App& command, CompareOptions& options) {
  const std::optional<std::string> path = take_film_file(command, options.film.picture);
  if (!path) return {};
  const toml::table table = read_toml(*path, "SEQUENCE");
  OptionFile file(*path, command, rival_compare_options());
  // What a film has and a comparison lacks, or calls by the same name and means another thing.
  AnimateOptions film_options;
  CLI::App animate;
  add_animate_options(animate, film_options);
  apply_film_table(file, table, options.film, [&](const std::string& name) {
    const bool is_known = animate.get_option_no_throw("--" + name) != nullptr;
    return name == kFrames || (is_known && command.get_option_no_throw("--" + name) == nullptr);
  });
  const auto frames = table[kFrames].value<std::int64_t>();
  if (frames && options.film.duration.empty()) options.film.frames = fmt::format("{}", *frames);
  return file.origins();
}

Tolerance parse_tolerance(const std::string& text) {
  const std::size_t colon = text.find(':');
  Tolerance tolerance{parse_number(text.substr(0, colon)), 0};
  if (tolerance.difference < 0) throw InvalidInput(fmt::format("{}: a difference is 0 or more", in_quotes(text)));
  if (colon == std::string::npos) return tolerance;
  const std::string share = text.substr(colon + 1);
  if (!share.ends_with('%'))
    throw InvalidInput(fmt::format("{}: a share such as 0.01:2% is accepted", in_quotes(text)));
  tolerance.percent = parse_number(share.substr(0, share.size() - 1));
  if (tolerance.percent < 0 || tolerance.percent > 100) {
    throw InvalidInput(fmt::format("{}: a share from 0% to 100% is accepted", in_quotes(text)));
  }
  return tolerance;
}

}  // namespace lyap
