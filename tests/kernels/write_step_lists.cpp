#include "host/compute/plane.h"
#include "host/compute/step_list.h"
#include "tests/support/reference_pixels.h"
#include "tests/support/step_list_specs.h"

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>

// Writes the step lists of step_list_specs() into a folder, each as the compiler of kernels gets it, and
// `step_lists.h`, which includes them all: struct StepList0 is that of the first spec, and LYAP_STEP_LISTS(use) has
// use(0), use(1), …

namespace {

void write_step_lists(const std::filesystem::path& folder) {
  const std::vector<lyap::RenderSpec> specs = lyap::step_list_specs();
  std::string includes;
  std::string uses;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const lyap::Plane plane(specs[i]);
    const auto list = plane.with_tables([](const auto& tables) { return lyap::make_step_list(tables); });
    std::ofstream(folder / fmt::format("step_list_{}.h", i)) << list.value().text;
    includes += fmt::format("#define StepList StepList{0}\n#include \"step_list_{0}.h\"\n#undef StepList\n", i);
    uses += fmt::format(" use({})", i);
  }
  std::ofstream(folder / "step_lists.h") << "#pragma once\n\n// NOLINTBEGIN(readability-identifier-naming)\n"
                                         << includes << "// NOLINTEND(readability-identifier-naming)\n"
                                         << "\n#define LYAP_STEP_LISTS(use)" << uses << '\n';
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return 2;
  write_step_lists(argv[1]);
} catch (const std::exception& error) {
  std::fprintf(stderr, "write_step_lists: %s\n", error.what());
  return 1;
}
