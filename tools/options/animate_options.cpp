#include "tools/options/animate_options.h"

#include "tools/options/read_option.h"
#include "tools/options/timeline_file.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kFilm = "Film";
constexpr const char* kEncoding = "Encoding";
constexpr const char* kTimeline = "timeline";
constexpr double kDefaultSeconds = 60;

void add_flag(CLI::App& command, const char* name, bool& value, const char* group, const char* description) {
  command.add_flag(name, value, description)->group(group)->check(CLI::IsMember({"true", "false"}));
}

void add_length_options(CLI::App& command, AnimateOptions& options) {
  const auto add = [&](const char* name, auto& value, const char* type, const char* description) {
    return command.add_option(name, value, description)->type_name(type)->group(kFilm);
  };
  add("-o,--output,--fname", options.output, "FILE",
      ".mp4 .mov .mkv .webm .gif .y4m, frame_####.png, or - for standard output [SEQUENCE.mp4]");
  add("--duration,--dur", options.duration, "SECONDS", "How long it takes [60]");
  add("--fps", options.rate, "RATE", "Frames per second, also 30000/1001")->capture_default_str();
  add("--frames", options.frames, "N", "How many frames, instead of the duration");
  add("--range", options.range, "A:B", "Only frames A to B of the film, both included, counted from 0");
  add_flag(command, "--resume", options.resume, kFilm, "Of a PNG sequence, only what is missing or unfinished");
}

void add_encoding_options(CLI::App& command, AnimateOptions& options) {
  const auto add = [&](const char* name, auto& value, const char* type, const char* description) {
    return command.add_option(name, value, description)->type_name(type)->group(kEncoding);
  };
  add("--codec", options.codec, "NAME", "ffmpeg's encoder: libx265, h264_nvenc, ... [by the file's ending]");
  add("--crf", options.crf, "N", "Quality; less is better and larger [18 for libx264]");
  add("--preset", options.preset, "NAME", "The encoder's trade of speed for size [its own default]");
  add("--pixel-format", options.pixel_format, "F", "yuv420p, yuv444p, yuv420p10le or rgb24 [yuv420p]");
  add("--encoder-args", options.encoder_arguments, "ARGS", "More arguments for ffmpeg's encoder, \"-tune film\"");
  add("--ffmpeg", options.ffmpeg, "PROGRAM", "The ffmpeg to use")->capture_default_str();
  add("--format", options.format, "F", "What goes to -o -: y4m, or raw rgb24, yuv420p, yuv444p, yuv420p10le [y4m]");
}

/// The film takes as long as its timeline, if it has one and nothing else is said.
double seconds_of(const AnimateOptions& options) {
  if (options.duration.empty()) {
    const double end = end_of(options.timeline);
    return end > 0 ? end : kDefaultSeconds;
  }
  const double seconds = read_option("--duration", options.duration, parse_number);
  if (seconds <= 0) throw InvalidInput("--duration", fmt::format("{}: seconds above 0 are accepted", seconds));
  return seconds;
}

std::int64_t frames_of(const AnimateOptions& options, const FrameRate& rate) {
  if (!options.frames.empty()) {
    if (!options.duration.empty()) throw InvalidInput("--frames", "the duration is given too; leave one out");
    return read_integer("--frames", options.frames, 1, Film::kMaxFrames, "the number of frames");
  }
  const double seconds = seconds_of(options);
  if (seconds * rate.per_second() > Film::kMaxFrames) {
    throw InvalidInput("--duration",
                       fmt::format("{}: the film would have more than {} frames", seconds, Film::kMaxFrames));
  }
  return frames_in(seconds, rate);
}

}  // namespace

void add_film_options(CLI::App& command, AnimateOptions& options) {
  add_length_options(command, options);
  add_movement_options(command, options.movement);
  add_encoding_options(command, options);
  add_picture_options(command, options.picture, "Letters A to Z with repeats, or a film file, NAME.toml");
  add_movement_spellings(command, options.movement);
  command
      .add_option("--in-flight", options.in_flight,
                  "Frames in the works at a time [3 for each GPU, or as writing needs]")
      ->type_name("N")
      ->group(kEncoding);
}

void add_animate_options(CLI::App& command, AnimateOptions& options) {
  add_film_options(command, options);
  add_computing_options(command, options.computing);
}

RivalOptions rival_animate_options() {
  RivalOptions rivals = rival_picture_options();
  rivals.push_back({"center", "xc", "yc"});
  rivals.push_back({"duration", "frames"});
  return rivals;
}

std::optional<std::string> take_film_file(CLI::App& command, PictureOptions& options) {
  if (!options.sequence.ends_with(".toml")) return std::nullopt;
  command.get_option("SEQUENCE")->clear();
  return std::exchange(options.sequence, "");
}

OptionOrigins apply_film_file(CLI::App& command, AnimateOptions& options) {
  const std::optional<std::string> taken = take_film_file(command, options.picture);
  if (!taken) return {};
  const std::string& path = *taken;
  const toml::table table = read_toml(path, "SEQUENCE");
  OptionFile file(path, command, rival_animate_options());
  apply_film_table(file, table, options);
  return file.origins();
}

void apply_film_table(OptionFile& file, const toml::table& table, AnimateOptions& options,
                      const std::function<bool(const std::string&)>& is_ignored) {
  file.apply(table, [&](const std::string& name) { return name == kTimeline || (is_ignored && is_ignored(name)); });
  const toml::node* timeline = table.get(kTimeline);
  if (timeline == nullptr) return;
  if (!timeline->is_table()) throw InvalidInput(file.place_of(*timeline), "a timeline is a table");
  options.timeline = read_timeline(*timeline->as_table(), file);
}

Film film_of(const AnimateOptions& options) {
  Film film{.picture = picture_of(options.picture), .movements = movements_of(options.movement), .rate = {}};
  film.movements.insert(film.movements.end(), options.timeline.begin(), options.timeline.end());
  film.ping_pong = options.movement.ping_pong;
  film.rate = read_option("--fps", options.rate, parse_frame_rate);
  film.frames = frames_of(options, film.rate);
  film.validate();
  return film;
}

FrameRange parse_frame_range(const std::string& option, const std::string& text, const Film& film) {
  const std::size_t colon = text.find(':');
  const auto read = [&](const std::string& number) {
    return read_integer(option, number, 0, film.frames - 1, "the number of a frame");
  };
  if (colon == std::string::npos) {
    throw InvalidInput(option, fmt::format("{}: A:B such as 0:{} is accepted", in_quotes(text), film.frames - 1));
  }
  const FrameRange range{read(text.substr(0, colon)), read(text.substr(colon + 1))};
  if (range.first > range.last) {
    throw InvalidInput(option, fmt::format("{} is empty: A must not be above B", text));
  }
  return range;
}

FrameRange frame_range_of(const AnimateOptions& options, const Film& film) {
  if (options.range.empty()) return {0, film.frames - 1};
  return parse_frame_range("--range", options.range, film);
}

}  // namespace lyap
