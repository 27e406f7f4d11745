#include "host/jobs/picture_settings.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/jobs/read_field.h"
#include "host/spec/option_values.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Order in yellow, chaos in blue, black where they meet, as M. Markus and B. Hess drew them (Lyapunov exponents of the
/// logistic map with periodic forcing, Computers & Graphics 13, 1989).
constexpr std::string_view kSplitPalette = "afmhot_r+bone";

int read_side(const Settings& settings, const std::string& field, int otherwise, std::string_view what) {
  return static_cast<int>(read_integer(settings, field, otherwise, 1, kMaxSide, what));
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

/// The fields of one axis of the plane in its three spellings: letter and window, window alone, or the window's two
/// limits.
struct AxisFields {
  const char* axis;
  const char* range;
  const char* min;
  const char* max;
};

void check_one_spelling(const Settings& settings, const AxisFields& fields) {
  if (!settings.has(fields.range)) return;
  for (const char* other : {fields.axis, fields.min, fields.max}) {
    if (!settings.has(other)) continue;
    throw InvalidInput(fields.range, fmt::format("the window is given twice, by {} too; leave one out", other));
  }
}

Axis read_axis(const Settings& settings, const AxisFields& fields, Axis axis) {
  check_one_spelling(settings, fields);
  if (settings.has(fields.axis)) {
    axis = read_field(settings, fields.axis, "", [&](const std::string& text) { return parse_axis(text, axis.range); });
  }
  if (settings.has(fields.range)) axis.range = read_field(settings, fields.range, "", parse_range);
  axis.range.min = read_number(settings, fields.min, axis.range.min);
  axis.range.max = read_number(settings, fields.max, axis.range.max);
  const char* field = settings.has(fields.range) ? fields.range : fields.axis;
  validate_rate(axis.range.min, settings.has(fields.min) ? fields.min : field);
  validate_rate(axis.range.max, settings.has(fields.max) ? fields.max : field);
  if (axis.range.min >= axis.range.max) {
    throw InvalidInput(settings.has(fields.min) ? fields.min : fields.max,
                       fmt::format("{}:{} is empty: MIN must be below MAX", axis.range.min, axis.range.max));
  }
  return axis;
}

Size read_size(const Settings& settings, Size otherwise) {
  const Size size = settings.has("size") ? read_field(settings, "size", "", parse_size) : otherwise;
  return {read_side(settings, "width", size.width, "the width"),
          read_side(settings, "height", size.height, "the height")};
}

Precision parse_any_precision(const std::string& text) {
  if (text == name_of(Precision::kAutomatic)) return Precision::kAutomatic;
  for (const Precision precision : {Precision::kFloat, Precision::kDouble}) {
    if (text == name_of(precision)) return precision;
  }
  throw InvalidInput(fmt::format("{} is not known: auto, f32 and f64 are accepted", in_quotes(text)));
}

Sampling read_sampling(const Settings& settings) {
  Sampling sampling;
  if (settings.has("samples")) {
    read_field(settings, "samples", "", [&](const std::string& text) {
      parse_samples(text, sampling);
      return sampling.per_side;
    });
  }
  sampling.filter = read_field(settings, "filter", name_of(sampling.filter), parse_sample_filter);
  sampling.average = read_field(settings, "average", name_of(sampling.average), parse_average);
  return sampling;
}

void add_constants(const Settings& settings, RenderSpec& spec) {
  for (const std::string& text : settings.all("set")) {
    const LetterValue constant = read_as("set", text, parse_letter_value);
    if (!spec.constants.emplace(constant.letter, constant.value).second) {
      throw InvalidInput("set", fmt::format("letter {} is given twice", constant.letter));
    }
  }
}

}  // namespace

std::vector<std::string> look_fields() {
  return {"palette",           "palette-stable", "palette-chaos", "tone",           "levels",      "quantiles",
          "color-superstable", "color-escaped",  "interpolate",   "palette-offset", "palette-mix", "palette-repeat"};
}

std::vector<std::string> picture_fields() {
  std::vector<std::string> fields{"sequence",  "seq",         "size",       "width",     "height", "a",
                                  "b",         "horizontal",  "vertical",   "xmin",      "xmax",   "ymin",
                                  "ymax",      "set",         "iterations", "transient", "phase",  "x0",
                                  "precision", "brute-force", "show",       "samples",   "filter", "average"};
  std::ranges::copy(look_fields(), std::back_inserter(fields));
  return fields;
}

Sequence read_sequence(const Settings& settings) {
  if (settings.has("sequence") && settings.has("seq")) {
    throw InvalidInput("seq", "the sequence is given twice; leave one out");
  }
  return read_field(settings, settings.has("seq") ? "seq" : "sequence", "", Sequence::parse);
}

Tone read_tone(const Settings& settings) {
  Tone tone = read_field(settings, "tone", name_of(ToneCurve::kTanh), parse_tone);
  if (settings.has("levels")) {
    if (tone.levels) throw InvalidInput("levels", "the tone has levels already; leave one of them out");
    tone.finds_levels = settings.text("levels") == "auto";
    if (!tone.finds_levels) tone.levels = read_field(settings, "levels", "", parse_range);
  }
  if (settings.has("quantiles")) tone.quantiles = read_field(settings, "quantiles", "", parse_quantiles);
  if (settings.has("color-superstable")) {
    tone.superstable = read_field(settings, "color-superstable", "", parse_color);
  }
  if (settings.has("color-escaped")) tone.escaped = read_field(settings, "color-escaped", "", parse_color);
  tone.interpolates = settings.flag("interpolate");
  tone.offset = read_number(settings, "palette-offset", tone.offset);
  tone.mix = read_number(settings, "palette-mix", tone.mix);
  tone.repeat = read_number(settings, "palette-repeat", tone.repeat);
  tone.validate();
  return tone;
}

RenderSpec read_picture(const Settings& settings) {
  RenderSpec spec{.sequence = read_sequence(settings), .constants = {}};
  spec.size = read_size(settings, spec.size);
  spec.horizontal = read_axis(settings, {"horizontal", "a", "xmin", "xmax"}, spec.horizontal);
  spec.vertical = read_axis(settings, {"vertical", "b", "ymin", "ymax"}, spec.vertical);
  add_constants(settings, spec);
  spec.iterations =
      read_integer(settings, "iterations", spec.iterations, 2, RenderSpec::kMaxIterations, "the number of iterations");
  spec.transient =
      read_integer(settings, "transient", spec.transient, 0, RenderSpec::kMaxTransient, "the number of map steps");
  spec.phase = read_integer(settings, "phase", spec.phase, 0, std::numeric_limits<std::int32_t>::max(), "the phase");
  spec.x0 = read_number(settings, "x0", spec.x0);
  spec.precision = read_field(settings, "precision", name_of(spec.precision), parse_any_precision);
  spec.brute_force = settings.flag("brute-force");
  spec.shown = read_field(settings, "show", name_of(spec.shown), parse_quantity);
  spec.sampling = read_sampling(settings);
  spec.tone = read_tone(settings);
  return spec;
}

namespace {

Palette read_any_palette(const Settings& settings) {
  const bool has_two = settings.has("palette-stable") || settings.has("palette-chaos");
  const bool is_split = settings.text("tone") == name_of(ToneCurve::kSplit);
  if (!has_two && (settings.has("palette") || !is_split)) {
    const Palette palette = read_field(settings, "palette", "twilight", find_palette);
    if (is_split && palette.second_begins == 0) {
      throw InvalidInput(
          "palette", fmt::format("{}: split has two, STABLE+CHAOS such as {}", in_quotes(palette.name), kSplitPalette));
    }
    return palette;
  }
  if (settings.has("palette")) throw InvalidInput("palette", "two halves are given too; leave one of them out");
  const std::string_view both = kSplitPalette;
  const std::size_t plus = both.find('+');
  const Palette stable = read_field(settings, "palette-stable", both.substr(0, plus), find_palette);
  return joined(stable, read_field(settings, "palette-chaos", both.substr(plus + 1), find_palette));
}

}  // namespace

Palette read_palette(const Settings& settings) {
  Palette palette = read_any_palette(settings);
  if (!palette.fades_to && read_number(settings, "palette-mix", 0) != 0) {
    throw InvalidInput("palette-mix", fmt::format("the palette {} becomes no other; name two, such as {}:magma",
                                                  in_quotes(palette.name), palette.name));
  }
  return palette;
}

}  // namespace lyap
