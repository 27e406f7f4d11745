#include "tools/options/picture_options.h"

namespace lyap {
namespace {

void add_plane_options(FieldOptions& options) {
  options.begin_group("Parameter plane");
  options.add("--a", "MIN:MAX", "Window of A, from left to right [2:4]");
  options.add("--b", "MIN:MAX", "Window of B, from bottom to top [2:4]");
  options.add("--horizontal", "LETTER[=MIN:MAX]", "Letter on the horizontal axis [A=2:4]");
  options.add("--vertical", "LETTER[=MIN:MAX]", "Letter on the vertical axis [B=2:4]");
  options.add_several("--set", "LETTER=RATE", "Constant rate of a letter; may be given again");
}

void add_sampling_options(FieldOptions& options) {
  options.begin_group("Anti-aliasing");
  options.add("--samples,--aa", "K", "K x K samples a pixel, 1 to 16; auto:K: only where colours do not change evenly",
              "1");
  options.add("--filter", "F", "What samples count: box, triangle, gaussian, mitchell, lanczos", "box");
  options.add("--average", "color|exponent", "What is averaged: colours, in linear light, or exponents", "color");
}

void add_exponent_options(FieldOptions& options) {
  options.begin_group("Exponent");
  options.add("--iterations,--its", "N", "Points of the orbit, x0 included, 2 to 50000000", "400");
  options.add("--transient", "M", "Map steps before the sum starts, 0 to 100000000", "0");
  options.add("--phase", "K", "Which letter is applied first, counted from 0: of AB, 1 begins with B", "1");
  options.add("--x0", "X", "Start of the orbit, 0 to 1", "0.5");
  options.add("--precision", "auto|f32|f64", "Number format; auto looks at pixel pitch and iterations", "auto");
  options.add_flag("--brute-force", "Computes every step of orbits that came to a cycle, too; only roundings differ");
}

/// What the Python notebook calls its options, where that is more than another name for one of ours.
void add_notebook_options(FieldOptions& options) {
  options.begin_group("Spellings of the notebook");
  options.add("--seq", "SEQUENCE", "The sequence");
  options.add("--width", "PIXELS", "The width in --size; alone, the height follows the window's shape");
  options.add("--height", "PIXELS", "The height in --size; alone, the width follows the window's shape");
  options.add("--xmin", "RATE", "Left end of the horizontal window");
  options.add("--xmax", "RATE", "Right end of the horizontal window");
  options.add("--ymin", "RATE", "Lower end of the vertical window");
  options.add("--ymax", "RATE", "Upper end of the vertical window");
}

}  // namespace

void add_look_options(FieldOptions& options) {
  options.begin_group("Colours");
  options.add("--palette,--pal,--cmap", "P", "A name from `lyap palettes`, a .map, .gpl or #rrggbb file; two: P+P, P:P",
              "twilight");
  options.add("--palette-stable", "P", "With --palette-chaos: the palette of order, of exponents below 0");
  options.add("--palette-chaos", "P", "The palette of chaos, of exponents above 0");
  options.add("--tone", "T", "tanh, linear:MIN:MAX, symlog:C, power:G, asinh:C, quantile or split", "tanh");
  options.add("--levels", "MIN:MAX|auto", "Exponents that get the palette's ends, or what the picture has");
  options.add("--quantiles", "X,X,...", "Exponents at equal shares of the tone quantile [those of the picture]");
  options.add("--color-superstable", "#rrggbb", "The colour of exponents of minus infinity [the palette's first]");
  options.add("--color-escaped", "#rrggbb", "The colour of orbits that escape [the palette's last]");
  options.add_flag("--interpolate", "Makes colours between those of the palette; above 8 bits they always are");
  options.add("--palette-offset", "X", "Where in the palette to begin, 1 being its length", "0");
  options.add("--palette-mix", "X", "Of a palette that becomes another, P:P: how much of that, 0 to 1", "0");
  options.add("--palette-repeat", "N", "How often to go through the palette", "1");
}

void add_picture_options(FieldOptions& options, const std::string& about_sequence) {
  options.begin_group("");
  options.add_argument("SEQUENCE", about_sequence);
  options.begin_group("Picture");
  options.add("--size", "WxH", "Pixels, also 720p, 1080p, 1440p, 4k or 8k", "4k");
  options.add("--show", "exponent|period", "What the colours stand for: the exponent, or the period of the cycle",
              "exponent");
  add_look_options(options);
  add_sampling_options(options);
  add_plane_options(options);
  add_exponent_options(options);
  add_notebook_options(options);
}

RivalOptions rival_picture_options() {
  return {{"SEQUENCE", "seq"},
          {"size", "width", "height"},
          {"a", "horizontal", "xmin", "xmax"},
          {"b", "vertical", "ymin", "ymax"}};
}

}  // namespace lyap
