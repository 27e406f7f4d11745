#include "host/jobs/movement_settings.h"

#include "host/base/text.h"
#include "host/jobs/read_field.h"
#include "host/spec/track_text.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr double kZoomFactor = 100;

/// "X,Y" cut at its only comma.
std::pair<std::string, std::string> split_pair(const std::string& text, std::string_view accepted) {
  const std::size_t comma = text.find(',');
  if (comma == text.npos || text.find(',', comma + 1) != text.npos) {
    throw InvalidInput(fmt::format("{} is no pair: {} is accepted", in_quotes(text), accepted));
  }
  return {text.substr(0, comma), text.substr(comma + 1)};
}

char parse_letter(const std::string& text) {
  const auto letter = text.size() == 1 ? as_letter(text.front()) : std::nullopt;
  if (!letter) throw InvalidInput(fmt::format("{} is not a letter: A to Z are accepted", in_quotes(text)));
  return *letter;
}

std::pair<char, char> parse_letters(const std::string& text) {
  const auto [x, y] = split_pair(text, "two letters such as C,D");
  return {parse_letter(x), parse_letter(y)};
}

Sweep parse_sweep(const std::string& text) {
  constexpr std::string_view kAccepted =
      "LETTER=FROM:TO is accepted, also x0, iterations, palette-offset, palette-mix, levels-min or levels-max";
  const std::size_t equals = text.find('=');
  const std::size_t colon = text.find(':');
  if (equals == text.npos || colon == text.npos || colon < equals) {
    throw InvalidInput(fmt::format("{} is not a sweep: {}", in_quotes(text), kAccepted));
  }
  return {parse_parameter(text.substr(0, equals)), parse_number(text.substr(equals + 1, colon - equals - 1)),
          parse_number(text.substr(colon + 1))};
}

/// The value for circle `i`: each circle's own, or one for all.
const std::string& value_of_circle(const std::vector<std::string>& values, std::size_t i, std::size_t circles,
                                   const std::string& field) {
  if (values.empty()) throw InvalidInput("circle", fmt::format("the circle has no {}; give it one", field));
  if (values.size() != 1 && values.size() != circles) {
    throw InvalidInput(
        field, fmt::format("there are {} for {} circles; give one for each, or one for all", values.size(), circles));
  }
  return values.size() == 1 ? values.front() : values[i];
}

/// The centers, or the one that xc and yc make.
std::vector<std::string> centers_of(const Settings& settings) {
  if (!settings.has("xc") && !settings.has("yc")) return settings.all("center");
  if (settings.has("center")) throw InvalidInput("xc", "the center is given as a pair too; leave one out");
  if (!settings.has("xc")) throw InvalidInput("yc", "the center needs xc too");
  if (!settings.has("yc")) throw InvalidInput("xc", "the center needs yc too");
  read_number(settings, "xc", 0);
  read_number(settings, "yc", 0);
  return {settings.text("xc") + "," + settings.text("yc")};
}

void add_circles(const Settings& settings, std::vector<Movement>& movements) {
  const std::vector<std::string> centers = centers_of(settings);
  const std::vector<std::string> radii = settings.all("radius");
  std::vector<std::string> circles = settings.all("circle");
  // The notebook moves C and D and has no option to say so.
  if (circles.empty() && (!centers.empty() || !radii.empty())) circles = {"C,D"};
  for (std::size_t i = 0; i < circles.size(); ++i) {
    const auto [letter_x, letter_y] = read_as("circle", circles[i], parse_letters);
    const auto center = read_as("center", value_of_circle(centers, i, circles.size(), "center"), parse_point);
    const double radius = read_as("radius", value_of_circle(radii, i, circles.size(), "radius"), parse_number);
    movements.push_back(Circle{letter_x, letter_y, center.x, center.y, radius});
  }
}

}  // namespace

Point parse_point(const std::string& text) {
  const auto [x, y] = split_pair(text, "X,Y such as 2.95,3.1");
  return {parse_number(x), parse_number(y)};
}

std::vector<std::string> movement_fields() {
  return {"circle", "center", "radius", "xc", "yc", "sweep", "zoom", "zoom-factor", "track", "ping-pong"};
}

std::vector<Movement> read_movements(const Settings& settings) {
  std::vector<Movement> movements;
  add_circles(settings, movements);
  for (const std::string& sweep : settings.all("sweep")) movements.push_back(read_as("sweep", sweep, parse_sweep));
  if (settings.has("zoom")) {
    const auto [x, y] = read_field(settings, "zoom", "", parse_point);
    movements.push_back(Zoom{x, y, read_number(settings, "zoom-factor", kZoomFactor)});
  } else if (settings.has("zoom-factor")) {
    throw InvalidInput("zoom-factor", "there is no zoom");
  }
  for (const std::string& track : settings.all("track")) movements.push_back(read_as("track", track, parse_track));
  if (settings.flag("ping-pong") && !settings.has("sweep") && !settings.has("zoom")) {
    throw InvalidInput("ping-pong", "there is no sweep and no zoom that could come back");
  }
  return movements;
}

}  // namespace lyap
