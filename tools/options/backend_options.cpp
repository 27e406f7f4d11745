#include "tools/options/backend_options.h"

namespace lyap {

void add_device_options(FieldOptions& options) {
  options.begin_group("Computing");
  options.add("--device", "N,...", "Numbers of the GPUs, first or all of those that can be used", "first");
  options.add_flag("--no-jit", "On GPUs, only the kernels that come with the program");
  options.add("--threads,--cores", "N", "CPU threads, 0 for all processors", "0");
}

void add_backend_options(FieldOptions& options) {
  options.begin_group("Computing");
  options.add("--backend", "NAME", "auto, cpu, gpu, or a name from `lyap backends`", "auto");
  add_device_options(options);
}

}  // namespace lyap
