#include "host/jobs/picture_settings.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/jobs/read_field.h"
#include "host/jobs/window_settings.h"
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
  std::vector<std::string> fields{"sequence",  "seq",         "set",  "iterations", "transient", "phase",  "x0",
                                  "precision", "brute-force", "show", "samples",    "filter",    "average"};
  std::ranges::copy(window_fields(), std::back_inserter(fields));
  std::ranges::copy(look_fields(), std::back_inserter(fields));
  return fields;
}

Sequence read_sequence(const Settings& settings) {
  if (settings.has("sequence") && settings.has("seq")) {
    throw InvalidInput("seq", "the sequence is given twice; leave one out");
  }
  if (!settings.has("sequence") && !settings.has("seq")) {
    throw InvalidInput("sequence", "there is none; name one of letters A to Z, such as AB, A6B6 or (AB)3A");
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
  read_window(settings, spec);
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
