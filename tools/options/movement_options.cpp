#include "tools/options/movement_options.h"

#include "tools/options/read_option.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kMovement = "Movement";
constexpr const char* kZoomFactor = "100";
constexpr const char* kNotebook = "Spellings of the notebook";

/// "X,Y" cut at its only comma.
std::pair<std::string, std::string> split_pair(const std::string& text, std::string_view accepted) {
  const std::size_t comma = text.find(',');
  if (comma == text.npos || text.find(',', comma + 1) != text.npos) {
    throw InvalidInput(fmt::format("{} is no pair: {} is accepted", in_quotes(text), accepted));
  }
  return {text.substr(0, comma), text.substr(comma + 1)};
}

struct Point {
  double x;
  double y;
};

Point parse_point(const std::string& text) {
  const auto [x, y] = split_pair(text, "X,Y such as 2.95,3.1");
  return {parse_number(x), parse_number(y)};
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
  constexpr std::string_view kAccepted = "LETTER=FROM:TO or x0=FROM:TO is accepted";
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
                                   const std::string& option, const std::string& missing) {
  if (values.empty()) throw InvalidInput("--circle", missing);
  if (values.size() != 1 && values.size() != circles) {
    throw InvalidInput(
        option, fmt::format("there are {} for {} circles; give one for each, or one for all", values.size(), circles));
  }
  return values.size() == 1 ? values.front() : values[i];
}

/// --center, or what --xc and --yc make of it.
std::vector<std::string> centers_of(const MovementOptions& options) {
  if (options.x_center.empty() && options.y_center.empty()) return options.centers;
  if (!options.centers.empty()) throw InvalidInput("--xc", "the centre is given by --center too; leave one out");
  if (options.x_center.empty()) throw InvalidInput("--yc", "the centre needs --xc too");
  if (options.y_center.empty()) throw InvalidInput("--xc", "the centre needs --yc too");
  read_option("--xc", options.x_center, parse_number);
  read_option("--yc", options.y_center, parse_number);
  return {options.x_center + "," + options.y_center};
}

void add_circles(const MovementOptions& options, std::vector<Movement>& movements) {
  const std::vector<std::string> centers = centers_of(options);
  std::vector<std::string> circles = options.circles;
  // The notebook moves C and D and has no option to say so.
  if (circles.empty() && (!centers.empty() || !options.radii.empty())) circles = {"C,D"};
  for (std::size_t i = 0; i < circles.size(); ++i) {
    const auto [letter_x, letter_y] = read_option("--circle", circles[i], parse_letters);
    const auto center = read_option(
        "--center", value_of_circle(centers, i, circles.size(), "--center", "give its centre with --center X,Y"),
        parse_point);
    const double radius = read_option(
        "--radius", value_of_circle(options.radii, i, circles.size(), "--radius", "give its radius with --radius R"),
        parse_number);
    movements.push_back(Circle{letter_x, letter_y, center.x, center.y, radius});
  }
}

}  // namespace

void add_movement_options(CLI::App& command, MovementOptions& options) {
  const auto add = [&](const char* name, auto& value, const char* type, const char* description) {
    return command.add_option(name, value, description)->type_name(type)->group(kMovement);
  };
  const auto add_several = [&](const char* name, std::vector<std::string>& values, const char* type,
                               const char* description) {
    add(name, values, type, description)->take_all()->allow_extra_args(false);
  };
  add_several("--circle", options.circles, "L,M", "Two letters that go round a circle; may be given again");
  add_several("--center", options.centers, "X,Y", "The circle's centre");
  add_several("--radius,--rad", options.radii, "R", "The circle's radius");
  add_several("--sweep", options.sweeps, "L=FROM:TO", "A letter, or x0, that goes along a line; may be given again");
  add("--zoom", options.zoom, "X,Y", "The window narrows around this point");
  add("--zoom-factor", options.zoom_factor, "F", "How many times narrower it gets [100]");
  command.add_flag("--ping-pong", options.ping_pong, "Sweeps and zooms go there and back, for a loop")
      ->group(kMovement)
      ->check(CLI::IsMember({"true", "false"}));
}

void add_movement_spellings(CLI::App& command, MovementOptions& options) {
  command.add_option("--xc", options.x_center, "The X in --center")->type_name("RATE")->group(kNotebook);
  command.add_option("--yc", options.y_center, "The Y in --center")->type_name("RATE")->group(kNotebook);
}

std::vector<Movement> movements_of(const MovementOptions& options) {
  std::vector<Movement> movements;
  add_circles(options, movements);
  for (const std::string& sweep : options.sweeps) movements.push_back(read_option("--sweep", sweep, parse_sweep));
  if (!options.zoom.empty()) {
    const auto [x, y] = read_option("--zoom", options.zoom, parse_point);
    const std::string factor = options.zoom_factor.empty() ? kZoomFactor : options.zoom_factor;
    movements.push_back(Zoom{x, y, read_option("--zoom-factor", factor, parse_number)});
  } else if (!options.zoom_factor.empty()) {
    throw InvalidInput("--zoom-factor", "there is no --zoom");
  }
  if (options.ping_pong && options.sweeps.empty() && options.zoom.empty()) {
    throw InvalidInput("--ping-pong", "there is no --sweep and no --zoom that could come back");
  }
  return movements;
}

}  // namespace lyap
