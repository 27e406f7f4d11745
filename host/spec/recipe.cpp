#include "host/spec/recipe.h"

#include "host/base/version.h"
#include "host/spec/track_text.h"

#include <variant>

#include <fmt/format.h>

namespace lyap {
namespace {

Recipe empty_recipe(bool is_film, std::string_view colors) {
  return {is_film, kVersion, std::string(colors), {}};
}

void add_picture(const RenderSpec& spec, Precision precision, std::string_view palette_name, Settings& fields) {
  const auto text_of_axis = [](const Axis& axis) {
    return fmt::format("{}={}:{}", axis.letter, axis.range.min, axis.range.max);
  };
  fields.set("sequence", spec.sequence.compact());
  fields.set("horizontal", text_of_axis(spec.horizontal));
  fields.set("vertical", text_of_axis(spec.vertical));
  for (const auto& [letter, rate] : spec.constants) fields.add("set", fmt::format("{}={}", letter, rate));
  fields.set("size", fmt::format("{}x{}", spec.size.width, spec.size.height));
  fields.set("iterations", fmt::format("{}", spec.iterations));
  fields.set("transient", fmt::format("{}", spec.transient));
  fields.set("phase", fmt::format("{}", spec.phase));
  fields.set("x0", fmt::format("{}", spec.x0));
  fields.set("precision", name_of(precision));
  fields.set("palette", std::string(palette_name));
  if (spec.brute_force) fields.set("brute-force", "true");
  if (spec.shown != Quantity::kExponent) fields.set("show", name_of(spec.shown));
  const Sampling& sampling = spec.sampling;
  if (sampling.per_side != 1) fields.set("samples", samples_text(sampling));
  if (sampling.filter != SampleFilter::kBox) fields.set("filter", name_of(sampling.filter));
  if (sampling.average != AverageOf::kColor) fields.set("average", name_of(sampling.average));
  add_tone(spec.tone, fields);
}

/// Adds the fields of one movement.
struct AddMovement {
  Settings& fields;

  void operator()(const Circle& circle) const {
    fields.add("circle", fmt::format("{},{}", circle.letter_x, circle.letter_y));
    fields.add("center", fmt::format("{},{}", circle.x, circle.y));
    fields.add("radius", fmt::format("{}", circle.radius));
  }
  void operator()(const Sweep& sweep) const {
    fields.add("sweep", fmt::format("{}={}:{}", sweep.parameter.name(), sweep.from, sweep.to));
  }
  void operator()(const Zoom& zoom) const {
    fields.set("zoom", fmt::format("{},{}", zoom.x, zoom.y));
    fields.set("zoom-factor", fmt::format("{}", zoom.factor));
  }
  void operator()(const NumberTrack& track) const { fields.add("track", track_text(track)); }
  void operator()(const WindowTrack& track) const { fields.add("track", track_text(track)); }
};

}  // namespace

void add_tone(const Tone& tone, Settings& fields) {
  if (tone.curve != ToneCurve::kTanh) fields.set("tone", tone_text(tone));
  if (tone.finds_levels) {
    fields.set("levels", "auto");
  } else if (const auto levels = levels_of(tone)) {
    fields.set("levels", fmt::format("{}:{}", levels->min, levels->max));
  }
  if (!tone.quantiles.empty()) fields.set("quantiles", quantiles_text(tone.quantiles));
  if (tone.superstable) fields.set("color-superstable", color_text(*tone.superstable));
  if (tone.escaped) fields.set("color-escaped", color_text(*tone.escaped));
  if (tone.interpolates) fields.set("interpolate", "true");
  if (tone.offset != 0) fields.set("palette-offset", fmt::format("{}", tone.offset));
  if (tone.mix != 0) fields.set("palette-mix", fmt::format("{}", tone.mix));
  if (tone.repeat != 1) fields.set("palette-repeat", fmt::format("{}", tone.repeat));
}

const std::vector<std::string>& recipe_fields() {
  static const std::vector<std::string> fields{
      "sequence",
      "horizontal",
      "vertical",
      "set",
      "size",
      "iterations",
      "transient",
      "phase",
      "x0",
      "precision",
      "palette",
      "brute-force",
      "show",
      "samples",
      "filter",
      "average",
      "tone",
      "levels",
      "quantiles",
      "color-superstable",
      "color-escaped",
      "interpolate",
      "palette-offset",
      "palette-mix",
      "palette-repeat",
      "circle",
      "center",
      "radius",
      "sweep",
      "zoom",
      "zoom-factor",
      "track",
      "ping-pong",
      "shutter",
      "shutter-frames",
      "frames",
      "fps",
      "range",
      "every",
      "pixel-format",
      "codec",
      "crf",
      "preset",
      "encoder-args",
      "depth",
      "axes",
      "colorbar",
  };
  return fields;
}

bool is_repeated_field(std::string_view field) {
  return field == "set" || field == "circle" || field == "center" || field == "radius" || field == "sweep" ||
         field == "track";
}

bool is_flag_field(std::string_view field) {
  return field == "brute-force" || field == "interpolate" || field == "ping-pong" || field == "axes" ||
         field == "colorbar";
}

Recipe recipe_of(const RenderSpec& spec, std::string_view palette_name, std::string_view colors) {
  Recipe recipe = empty_recipe(false, colors);
  add_picture(spec, choose_precision(spec), palette_name, recipe.fields);
  return recipe;
}

Recipe recipe_of(const Film& film, std::string_view palette_name, std::string_view colors) {
  Recipe recipe = empty_recipe(true, colors);
  add_picture(film.picture, film.picture.precision, palette_name, recipe.fields);
  for (const Movement& movement : film.movements) std::visit(AddMovement{recipe.fields}, movement);
  if (film.ping_pong) recipe.fields.set("ping-pong", "true");
  if (film.shutter > 0) {
    recipe.fields.set("shutter", fmt::format("{}", film.shutter));
    recipe.fields.set("shutter-frames", fmt::format("{}", film.picture.sampling.sub_frames));
  }
  recipe.fields.set("frames", fmt::format("{}", film.frames));
  recipe.fields.set("fps", text_of(film.rate));
  return recipe;
}

}  // namespace lyap
