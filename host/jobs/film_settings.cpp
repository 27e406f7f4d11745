#include "host/jobs/film_settings.h"

#include "host/base/text.h"
#include "host/jobs/movement_settings.h"
#include "host/jobs/picture_settings.h"
#include "host/jobs/read_field.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr double kSeconds = 60;

double read_seconds(const Settings& settings, double otherwise) {
  const double seconds = read_number(settings, "duration", otherwise);
  if (seconds <= 0) throw InvalidInput("duration", fmt::format("{}: seconds above 0 are accepted", seconds));
  return seconds;
}

std::int64_t read_frames(const Settings& settings, const std::vector<Movement>& movements, const FrameRate& rate) {
  if (settings.has("frames")) {
    if (settings.has("duration")) throw InvalidInput("frames", "the duration is given too; leave one out");
    return read_integer(settings, "frames", 1, 1, Film::kMaxFrames, "the number of frames");
  }
  // The film takes as long as its timeline, if it has one and nothing else is said; its last frame has the last key.
  const double end = end_of(movements);
  const bool has_last_key = end > 0 && !settings.has("duration");
  const double seconds = read_seconds(settings, end > 0 ? end : kSeconds);
  if (seconds * rate.per_second() > Film::kMaxFrames) {
    throw InvalidInput("duration",
                       fmt::format("{}: the film would have more than {} frames", seconds, Film::kMaxFrames));
  }
  return has_last_key ? std::min(frames_in(seconds, rate) + 1, Film::kMaxFrames) : frames_in(seconds, rate);
}

void read_shutter(const Settings& settings, Film& film) {
  constexpr int kSubFrames = 16;
  if (!settings.has("shutter")) {
    if (settings.has("shutter-frames")) throw InvalidInput("shutter-frames", "no shutter is open; say for how long");
    return;
  }
  film.shutter = read_number(settings, "shutter", 0);
  if (film.shutter == 0) throw InvalidInput("shutter", "0: above 0 up to 1 is accepted; leave it out for no blur");
  film.picture.sampling.sub_frames = static_cast<int>(read_integer(
      settings, "shutter-frames", kSubFrames, 2, Sampling::kMaxSubFrames, "the number of pictures in a frame"));
}

}  // namespace

std::vector<std::string> film_fields() {
  std::vector<std::string> fields = picture_fields();
  std::ranges::copy(movement_fields(), std::back_inserter(fields));
  fields.insert(fields.end(), {"duration", "frames", "fps", "range", "shutter", "shutter-frames"});
  return fields;
}

Film read_film(const Settings& settings, const std::vector<Movement>& timeline) {
  Film film{.picture = read_picture(settings), .movements = read_movements(settings), .rate = {}};
  film.movements.insert(film.movements.end(), timeline.begin(), timeline.end());
  film.ping_pong = settings.flag("ping-pong");
  read_shutter(settings, film);
  film.rate = read_field(settings, "fps", "30", parse_frame_rate);
  film.frames = read_frames(settings, film.movements, film.rate);
  film.validate();
  return film;
}

FrameRange read_frame_range(const Settings& settings, const std::string& field, const Film& film) {
  const std::string text = settings.text(field);
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) {
    throw InvalidInput(field, fmt::format("{}: A:B such as 0:{} is accepted", in_quotes(text), film.frames - 1));
  }
  const auto read = [&](const std::string& number) {
    return read_as(field, number, [&](const std::string& part) {
      return parse_integer(part, 0, film.frames - 1, "the number of a frame");
    });
  };
  const FrameRange range{read(text.substr(0, colon)), read(text.substr(colon + 1))};
  if (range.first > range.last) {
    throw InvalidInput(field, fmt::format("{} is empty: A must not be above B", text));
  }
  return range;
}

double end_of(const std::vector<Movement>& movements) {
  double end = 0;
  for (const Movement& movement : movements) end = std::max(end, end_of(movement));
  return end;
}

}  // namespace lyap
