#include "tools/options/movement_options.h"

namespace lyap {

void add_movement_options(FieldOptions& options) {
  options.begin_group("Movement");
  options.add_several("--circle", "L,M", "Two letters that go round a circle; may be given again");
  options.add_several("--center", "X,Y", "The circle's centre");
  options.add_several("--radius,--rad", "R", "The circle's radius");
  options.add_several("--sweep", "L=FROM:TO", "A letter, or x0, that goes along a line; may be given again");
  options.add("--zoom", "X,Y", "The window narrows around this point");
  options.add("--zoom-factor", "F", "How many times narrower it gets [100]");
  options.add_several("--track", "KEYS",
                      "Keyframes of a letter, x0, the window or one side of it: \"C smooth 0=2.5 10=3.8\"; @in, @out, "
                      "@in-out, @hold or @bezier(...) behind a key eases the way from it");
  options.add_flag("--ping-pong", "Sweeps and zooms go there and back, for a loop");
}

void add_movement_spellings(FieldOptions& options) {
  options.begin_group("Spellings of the notebook");
  options.add("--xc", "RATE", "The X in --center");
  options.add("--yc", "RATE", "The Y in --center");
}

}  // namespace lyap
