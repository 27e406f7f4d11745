#include "tools/options/comparison_options.h"

#include "host/jobs/comparison_job.h"
#include "host/spec/recipe.h"
#include "tools/options/movement_options.h"
#include "tools/options/picture_options.h"

namespace lyap {

void add_comparison_options(FieldOptions& options) {
  options.begin_group("Sides");
  options.add("--left", "SIDE", "A backend, one with a precision (cpu-avx2:f64), or a file NAME.npy [cpu]");
  options.add("--right", "SIDE", "The same [cuda, or cpu-scalar where there is no GPU; never the left one]");
  options.add_flag("--all", "Every backend that can run here with cpu-scalar, one after the other");
  options.add("--tolerance", "D[:SHARE%]",
              "Exponents may differ by D, and SHARE of them by more; for different precisions");
  options.begin_group("Film");
  options.add("--frames", "N", "How many frames the film has, instead of the duration");
  options.add("--range", "A:B", "Compares frames A to B of the film, both included, counted from 0 [all]");
  options.add("--duration,--dur", "SECONDS", "How long the film takes [60]");
  options.add("--fps", "RATE", "Frames per second, also 30000/1001", "30");
  add_movement_options(options);
  add_picture_options(options, "Letters A to Z with repeats, or a film file, NAME.toml");
  add_movement_spellings(options);
  options.command().get_option("--show")->description("Always the exponent: periods are not compared");
  // Of a command that was pasted; not in the help, since they do nothing.
  for (const std::string& field : fields_without_meaning()) {
    (is_flag_field(field) ? options.add_flag("--" + field, "") : options.add("--" + field, "", ""))->group("");
  }
  options.begin_group("Reports");
  options.add("--diff", "FILE", "PNG file of both pictures and where they differ; #### of a film");
  options.add("--save-exponents", "NAME.npy", "NAME.left.npy and NAME.right.npy; #### of a film");
}

RivalOptions rival_comparison_options() {
  RivalOptions rivals = rival_picture_options();
  rivals.push_back({"center", "xc", "yc"});
  return rivals;
}

}  // namespace lyap
