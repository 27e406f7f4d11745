#include "host/jobs/window_settings.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/jobs/movement_settings.h"
#include "host/jobs/read_field.h"
#include "host/spec/option_values.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

int read_side(const Settings& settings, const std::string& field, int otherwise, std::string_view what) {
  return static_cast<int>(read_integer(settings, field, otherwise, 1, kMaxSide, what));
}

/// "MIN:MAX", or "RATE:RATE" where the side has one pixel.
Range parse_window(std::string_view text, int pixels) {
  const std::size_t colon = text.find(':');
  if (pixels != 1 || colon == text.npos || text.substr(0, colon) != text.substr(colon + 1)) return parse_range(text);
  const double rate = parse_number(text.substr(0, colon));
  return {rate, rate};
}

/// "LETTER" or "LETTER=MIN:MAX".
Axis parse_axis(std::string_view text, Range default_range, int pixels) {
  const auto equals = text.find('=');
  const auto letter = as_letter(text.empty() ? '\0' : text.front());
  if (!letter || (text.size() > 1 && equals != 1)) {
    throw InvalidInput(fmt::format("{} is not an axis: LETTER or LETTER=MIN:MAX is accepted", in_quotes(text)));
  }
  return {*letter, equals == 1 ? parse_window(text.substr(2), pixels) : default_range};
}

/// The fields of one axis of the plane in its three spellings: letter and window, window alone, or the window's two
/// limits.
struct AxisFields {
  const char* axis;
  const char* range;
  const char* min;
  const char* max;
};

constexpr AxisFields kHorizontal{"horizontal", "a", "xmin", "xmax"};
constexpr AxisFields kVertical{"vertical", "b", "ymin", "ymax"};

void check_one_spelling(const Settings& settings, const AxisFields& fields) {
  if (!settings.has(fields.range)) return;
  for (const char* other : {fields.axis, fields.min, fields.max}) {
    if (!settings.has(other)) continue;
    throw InvalidInput(fields.range, fmt::format("the window is given twice, by {} too; leave one out", other));
  }
}

Axis read_axis(const Settings& settings, const AxisFields& fields, Axis axis, int pixels) {
  check_one_spelling(settings, fields);
  if (settings.has(fields.axis)) {
    axis = read_field(settings, fields.axis, "",
                      [&](const std::string& text) { return parse_axis(text, axis.range, pixels); });
  }
  if (settings.has(fields.range)) {
    axis.range =
        read_field(settings, fields.range, "", [&](const std::string& text) { return parse_window(text, pixels); });
  }
  axis.range.min = read_number(settings, fields.min, axis.range.min);
  axis.range.max = read_number(settings, fields.max, axis.range.max);
  const char* field = settings.has(fields.range) ? fields.range : fields.axis;
  validate_rate(axis.range.min, settings.has(fields.min) ? fields.min : field);
  validate_rate(axis.range.max, settings.has(fields.max) ? fields.max : field);
  const bool is_one_rate = pixels == 1 && axis.range.min == axis.range.max;
  if (axis.range.min >= axis.range.max && !is_one_rate) {
    throw InvalidInput(settings.has(fields.min) ? fields.min : fields.max,
                       fmt::format("{}:{} is empty: MIN must be below MAX", axis.range.min, axis.range.max));
  }
  return axis;
}

/// The distance of pixels: the first and the last are at the ends of the range.
double pitch_of(const Range& range, int pixels) {
  return (range.max - range.min) / std::max(pixels - 1, 1);
}

/// As many pixels as make squares with `side` pixels over `span`; an even number beside an even one, as films want it.
int side_beside(int side, const Range& span, const Range& other) {
  const double length = other.max - other.min;
  if (side == 1 || length == 0) return side;
  const double exact = 1 + length / pitch_of(span, side);
  const double nearest = side % 2 == 0 ? 2 * std::round(exact / 2) : std::round(exact);
  return static_cast<int>(std::clamp(nearest, side % 2 == 0 ? 2.0 : 1.0, static_cast<double>(kMaxSide)));
}

/// Whether one side is given and what the other is follows from the window.
bool has_one_side(const Settings& settings) {
  return !settings.has("size") && settings.has("width") != settings.has("height");
}

Size read_size(const Settings& settings, Size otherwise) {
  const Size size = settings.has("size") ? read_field(settings, "size", "", parse_size) : otherwise;
  const int width = read_side(settings, "width", size.width, "the width");
  const int height = read_side(settings, "height", size.height, "the height");
  if (!has_one_side(settings)) return {width, height};
  // Until the window is known.
  const int side = settings.has("width") ? width : height;
  return {side, side};
}

/// The letters on the axes, whose windows follow from center and span.
Axis read_letter(const Settings& settings, const AxisFields& fields, const Axis& axis) {
  for (const char* field : {fields.range, fields.min, fields.max}) {
    if (settings.has(field))
      throw InvalidInput("span", fmt::format("the window is given by {} too; leave one out", field));
  }
  if (!settings.has(fields.axis)) return axis;
  if (settings.text(fields.axis).size() > 1) {
    throw InvalidInput("span", fmt::format("the window is given by {} too; name a letter alone there", fields.axis));
  }
  return read_axis(settings, fields, axis, 2);
}

/// The window around a centre, of that width, whose pixels are squares.
void read_centered_window(const Settings& settings, RenderSpec& spec) {
  if (!settings.has("center")) throw InvalidInput("center", "the window's middle is missing, X,Y such as 2.95,3.1");
  const Point center = read_field(settings, "center", "", parse_point);
  const double width = read_number(settings, "span", 0);
  if (width <= 0) throw InvalidInput("span", fmt::format("{}: a width above 0 is accepted", width));
  spec.horizontal = read_letter(settings, kHorizontal, spec.horizontal);
  spec.vertical = read_letter(settings, kVertical, spec.vertical);
  const double pitch = width / std::max(spec.size.width - 1, 1);
  const double height = pitch * (spec.size.height - 1);
  spec.horizontal.range = {center.x - width / 2, center.x + width / 2};
  spec.vertical.range = {center.y - height / 2, center.y + height / 2};
}

}  // namespace

std::vector<std::string> window_fields() {
  return {"size", "width", "height", "a", "b", "horizontal", "vertical", "xmin", "xmax", "ymin", "ymax"};
}

std::vector<std::string> center_fields() {
  return {"center", "span"};
}

void read_window(const Settings& settings, RenderSpec& spec) {
  spec.size = read_size(settings, spec.size);
  if (settings.has("span")) {
    read_centered_window(settings, spec);
    return;
  }
  spec.horizontal = read_axis(settings, kHorizontal, spec.horizontal, spec.size.width);
  spec.vertical = read_axis(settings, kVertical, spec.vertical, spec.size.height);
  if (!has_one_side(settings)) return;
  const Range& x = spec.horizontal.range;
  const Range& y = spec.vertical.range;
  if (settings.has("width")) {
    spec.size.height = side_beside(spec.size.width, x, y);
  } else {
    spec.size.width = side_beside(spec.size.height, y, x);
  }
}

bool is_stretched(const RenderSpec& spec, double share) {
  if (spec.size.width == 1 || spec.size.height == 1) return false;
  const double x = pitch_of(spec.horizontal.range, spec.size.width);
  const double y = pitch_of(spec.vertical.range, spec.size.height);
  return std::max(x, y) > (1 + share) * std::min(x, y);
}

}  // namespace lyap
