#include "tools/options/picture_options.h"

#include "host/base/error.h"
#include "host/spec/option_values.h"
#include "tools/options/read_option.h"

#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kPicture = "Picture";
constexpr const char* kPlane = "Parameter plane";
constexpr const char* kExponent = "Exponent";
constexpr const char* kNotebook = "Spellings of the notebook";

int read_side(const std::string& option, const std::string& text, const std::string& what) {
  return static_cast<int>(read_integer(option, text, 1, kMaxSide, what));
}

/// "LETTER" or "LETTER=MIN:MAX".
Axis parse_axis(std::string_view text, Range default_range) {
  const auto equals = text.find('=');
  const auto letter = as_letter(text.empty() ? '\0' : text.front());
  if (!letter || (text.size() > 1 && equals != 1)) {
    throw InvalidInput(fmt::format("{} is not an axis: LETTER or LETTER=MIN:MAX is accepted", in_quotes(text)));
  }
  return {*letter, equals == 1 ? parse_range(text.substr(2)) : default_range};
}

/// One axis of the plane in its three spellings: letter and window, window alone, or the window's two limits.
struct AxisOptions {
  std::string axis_option;
  const std::string& axis;
  std::string range_option;
  const std::string& range;
  std::string min_option;
  const std::string& min;
  std::string max_option;
  const std::string& max;
};

Axis axis_of(const AxisOptions& options, Axis axis) {
  const bool has_limits = !options.min.empty() || !options.max.empty();
  if (!options.range.empty() && (has_limits || !options.axis.empty())) {
    throw InvalidInput(options.range_option, fmt::format("the window is given by {} too; leave one out",
                                                         !options.axis.empty()  ? options.axis_option
                                                         : !options.min.empty() ? options.min_option
                                                                                : options.max_option));
  }
  if (!options.axis.empty()) {
    axis = read_option(options.axis_option, options.axis,
                       [&](const std::string& text) { return parse_axis(text, axis.range); });
  }
  if (!options.range.empty()) axis.range = read_option(options.range_option, options.range, parse_range);
  if (!options.min.empty()) axis.range.min = read_option(options.min_option, options.min, parse_number);
  if (!options.max.empty()) axis.range.max = read_option(options.max_option, options.max, parse_number);
  const std::string option = options.range.empty() ? options.axis_option : options.range_option;
  validate_rate(axis.range.min, options.min.empty() ? option : options.min_option);
  validate_rate(axis.range.max, options.max.empty() ? option : options.max_option);
  if (axis.range.min >= axis.range.max) {
    throw InvalidInput(options.min.empty() ? options.max_option : options.min_option,
                       fmt::format("{}:{} is empty: MIN must be below MAX", axis.range.min, axis.range.max));
  }
  return axis;
}

Sequence sequence_of(const PictureOptions& options) {
  if (!options.sequence.empty() && !options.sequence_option.empty()) {
    throw InvalidInput("--seq", "the sequence is given without an option too; leave one out");
  }
  const bool is_option = options.sequence.empty() && !options.sequence_option.empty();
  return read_option(is_option ? "--seq" : "SEQUENCE", is_option ? options.sequence_option : options.sequence,
                     Sequence::parse);
}

Size size_of(const PictureOptions& options) {
  Size size = read_option("--size", options.size, parse_size);
  if (!options.width.empty()) size.width = read_side("--width", options.width, "the width");
  if (!options.height.empty()) size.height = read_side("--height", options.height, "the height");
  return size;
}

Precision precision_of(const std::string& text) {
  for (const Precision precision : {Precision::kAutomatic, Precision::kFloat, Precision::kDouble}) {
    if (text == name_of(precision)) return precision;
  }
  throw InvalidInput("--precision", fmt::format("{} is not known: auto, f32 and f64 are accepted", in_quotes(text)));
}

void add_constants(const PictureOptions& options, RenderSpec& spec) {
  for (const std::string& text : options.constants) {
    const LetterValue constant = read_option("--set", text, parse_letter_value);
    if (!spec.constants.emplace(constant.letter, constant.value).second) {
      throw InvalidInput("--set", fmt::format("letter {} is given twice", constant.letter));
    }
  }
}

void add_plane_options(CLI::App& command, PictureOptions& options) {
  auto* a = command.add_option("--a", options.a_range, "Window of A, from left to right [2:4]");
  auto* b = command.add_option("--b", options.b_range, "Window of B, from bottom to top [2:4]");
  auto* horizontal = command.add_option("--horizontal", options.horizontal, "Letter on the horizontal axis [A=2:4]");
  auto* vertical = command.add_option("--vertical", options.vertical, "Letter on the vertical axis [B=2:4]");
  auto* set = command.add_option("--set", options.constants, "Constant rate of a letter; may be given again");
  for (auto* range : {a, b}) range->type_name("MIN:MAX")->group(kPlane);
  for (auto* axis : {horizontal, vertical}) axis->type_name("LETTER[=MIN:MAX]")->group(kPlane);
  set->type_name("LETTER=RATE")->group(kPlane)->take_all()->allow_extra_args(false);
}

void add_exponent_options(CLI::App& command, PictureOptions& options) {
  const auto add = [&](const char* name, std::string& value, const char* type, const char* description) {
    command.add_option(name, value, description)->type_name(type)->group(kExponent)->capture_default_str();
  };
  add("--iterations,--its", options.iterations, "N", "Points of the orbit, x0 included");
  add("--transient", options.transient, "M", "Map steps before the sum starts");
  add("--phase", options.phase, "K", "Index in the sequence of the first letter that is applied");
  add("--x0", options.x0, "X", "Start of the orbit, 0 to 1");
  add("--precision", options.precision, "auto|f32|f64", "Number format; auto looks at pixel pitch and iterations");
  command
      .add_flag("--brute-force", options.brute_force,
                "Computes every step of orbits that came to a cycle, too; only roundings differ")
      ->group(kExponent)
      ->check(CLI::IsMember({"true", "false"}));
}

/// What the Python notebook calls its options, where that is more than another name for one of ours.
void add_notebook_options(CLI::App& command, PictureOptions& options) {
  const auto add = [&](const char* name, std::string& value, const char* type, const char* description) {
    command.add_option(name, value, description)->type_name(type)->group(kNotebook);
  };
  add("--seq", options.sequence_option, "SEQUENCE", "The sequence");
  add("--width", options.width, "PIXELS", "The width in --size");
  add("--height", options.height, "PIXELS", "The height in --size");
  add("--xmin", options.x_min, "RATE", "Left end of the horizontal window");
  add("--xmax", options.x_max, "RATE", "Right end of the horizontal window");
  add("--ymin", options.y_min, "RATE", "Lower end of the vertical window");
  add("--ymax", options.y_max, "RATE", "Upper end of the vertical window");
}

}  // namespace

void add_picture_options(CLI::App& command, PictureOptions& options, const std::string& about_sequence) {
  command.add_option("SEQUENCE", options.sequence, about_sequence)->type_name("");
  command.add_option("--size", options.size, "Pixels, also 720p, 1080p, 1440p, 4k or 8k")
      ->type_name("WxH")
      ->group(kPicture)
      ->capture_default_str();
  command
      .add_option("--palette,--pal", options.palette, "A name from `lyap palettes`, or a .map, .gpl or #rrggbb file")
      ->type_name("P")
      ->group(kPicture)
      ->capture_default_str();
  command.add_option("--show", options.show, "What the colours stand for: the exponent, or the period of the cycle")
      ->type_name("exponent|period")
      ->group(kPicture)
      ->capture_default_str();
  add_plane_options(command, options);
  add_exponent_options(command, options);
  add_notebook_options(command, options);
}

std::vector<std::vector<std::string>> rival_picture_options() {
  return {{"SEQUENCE", "seq"},
          {"size", "width", "height"},
          {"a", "horizontal", "xmin", "xmax"},
          {"b", "vertical", "ymin", "ymax"}};
}

RenderSpec picture_of(const PictureOptions& options) {
  RenderSpec spec{.sequence = sequence_of(options), .constants = {}};
  spec.size = size_of(options);
  spec.horizontal = axis_of(
      {"--horizontal", options.horizontal, "--a", options.a_range, "--xmin", options.x_min, "--xmax", options.x_max},
      spec.horizontal);
  spec.vertical = axis_of(
      {"--vertical", options.vertical, "--b", options.b_range, "--ymin", options.y_min, "--ymax", options.y_max},
      spec.vertical);
  add_constants(options, spec);
  spec.iterations =
      read_integer("--iterations", options.iterations, 2, RenderSpec::kMaxIterations, "the number of iterations");
  spec.transient =
      read_integer("--transient", options.transient, 0, RenderSpec::kMaxTransient, "the number of map steps");
  spec.phase = read_integer("--phase", options.phase, 0, std::numeric_limits<std::int32_t>::max(), "the phase");
  spec.x0 = read_option("--x0", options.x0, parse_number);
  spec.precision = precision_of(options.precision);
  spec.brute_force = options.brute_force;
  spec.shown = read_option("--show", options.show, parse_quantity);
  return spec;
}

Palette palette_of(const PictureOptions& options) {
  return read_option("--palette", options.palette, find_palette);
}

}  // namespace lyap
