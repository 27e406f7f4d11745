#include "tools/options/render_options.h"

namespace lyap {

void add_still_options(CLI::App& command, RenderOptions& options) {
  command.add_option("-o,--output,--fname", options.output, "PNG file, - for standard output [SEQUENCE.png]")
      ->type_name("FILE")
      ->group("Picture");
  command.add_option("--save-exponents", options.save_exponents, "NumPy file for the exponents, beside the picture")
      ->type_name("FILE.npy")
      ->group("Picture");
  command
      .add_option("--save-period", options.save_period,
                  "NumPy file for the periods of the cycles, in map steps; 0: none")
      ->type_name("FILE.npy")
      ->group("Picture");
  add_picture_options(command, options.picture, "Letters A to Z with repeats: AB, A6B6, (AB)3A");
}

void add_render_options(CLI::App& command, RenderOptions& options) {
  add_still_options(command, options);
  add_computing_options(command, options.computing);
}

}  // namespace lyap
