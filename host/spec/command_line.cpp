#include "host/spec/command_line.h"

#include <fmt/format.h>

namespace lyap {
namespace {

/// The command, and the options that stills and films share.
std::string command_of(std::string_view command, const RenderSpec& spec, Precision precision,
                       std::string_view palette_name) {
  const auto axis = [](std::string_view option, const Axis& value) {
    return fmt::format(" --{} {}={}:{}", option, value.letter, value.range.min, value.range.max);
  };
  std::string line = fmt::format("lyap {} '{}'", command, spec.sequence.compact());
  line += axis("horizontal", spec.horizontal) + axis("vertical", spec.vertical);
  for (const auto& [letter, rate] : spec.constants) line += fmt::format(" --set {}={}", letter, rate);
  line += fmt::format(" --size {}x{} --iterations {} --transient {} --phase {} --x0 {} --precision {} --palette {}",
                      spec.size.width, spec.size.height, spec.iterations, spec.transient, spec.phase, spec.x0,
                      name_of(precision), shell_word(palette_name));
  // At the end, and only where they say something: so the lines of older files compare well.
  if (spec.brute_force) line += " --brute-force";
  if (spec.shown != Quantity::kExponent) line += fmt::format(" --show {}", name_of(spec.shown));
  const Sampling& sampling = spec.sampling;
  if (sampling.per_side != 1) line += fmt::format(" --samples {}", sampling.per_side);
  if (sampling.filter != SampleFilter::kBox) line += fmt::format(" --filter {}", name_of(sampling.filter));
  if (sampling.average != AverageOf::kColor) line += fmt::format(" --average {}", name_of(sampling.average));
  return line;
}

std::string text_of(const Circle& circle) {
  return fmt::format(" --circle {},{} --center {},{} --radius {}", circle.letter_x, circle.letter_y, circle.x, circle.y,
                     circle.radius);
}

std::string text_of(const Sweep& sweep) {
  return fmt::format(" --sweep {}={}:{}", sweep.parameter.name(), sweep.from, sweep.to);
}

std::string text_of(const Zoom& zoom) {
  return fmt::format(" --zoom {},{} --zoom-factor {}", zoom.x, zoom.y, zoom.factor);
}

std::string text_of(const NumberTrack& track) {
  std::string text = fmt::format(" [timeline.{} {}", track.parameter.name(), name_of(track.interpolation));
  for (const auto& key : track.keys) text += fmt::format(" {}={}", key.seconds, key.value);
  return text + "]";
}

std::string text_of(const WindowTrack& track) {
  std::string text = fmt::format(" [timeline.window {}", name_of(track.interpolation));
  for (const auto& [seconds, horizontal, vertical] : track.keys) {
    text += fmt::format(" {}={}:{},{}:{}", seconds, horizontal.min, horizontal.max, vertical.min, vertical.max);
  }
  return text + "]";
}

}  // namespace

std::string shell_word(std::string_view text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string command_line_of(const RenderSpec& spec, std::string_view palette_name) {
  return command_of("render", spec, choose_precision(spec), palette_name);
}

std::string command_line_of(const Film& film, std::string_view palette_name) {
  std::string line = command_of("animate", film.picture, film.picture.precision, palette_name);
  for (const Movement& movement : film.movements) {
    line += std::visit([](const auto& value) { return text_of(value); }, movement);
  }
  if (film.ping_pong) line += " --ping-pong";
  return line + fmt::format(" --frames {} --fps {}", film.frames, text_of(film.rate));
}

}  // namespace lyap
