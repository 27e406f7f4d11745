#include "tools/options/still_options.h"

#include "tools/options/picture_options.h"

namespace lyap {

void add_still_options(FieldOptions& options) {
  options.begin_group("Picture");
  options.add("-o,--output,--fname", "FILE",
              "PNG or EXR file, - for standard output, none for arrays alone [SEQUENCE.png]");
  options.add("--depth", "8|16", "Bits a channel of PNG files; 16 has colours between those of the palette", "8");
  options.add_flag("--axes", "Draws ticks with rates around the picture");
  options.add_flag("--colorbar", "Draws the palette beside the picture, with the exponents or periods of its colours");
  options.add("--save-exponents", "FILE.npy", "NumPy file for the exponents; .npz: with axes and recipe");
  options.add("--save-period", "FILE.npy", "NumPy file for the periods of the cycles, in map steps; 0: none");
  add_picture_options(options, "Letters A to Z with repeats: AB, A6B6, (AB)3A");
  options.begin_group("Parameter plane");
  options.add("--center", "X,Y", "The window's middle, with --span");
  options.add("--span", "W", "The window's width; its height follows, so that pixels are squares");
}

}  // namespace lyap
