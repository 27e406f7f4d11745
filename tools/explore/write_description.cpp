// Writes what the page without a server knows of the program before any module is asked: the answer of the server's
// /api/describe, without a folder and palettes, which the modules have, and of what computes a name that the page
// replaces.
#include "host/backends/backend_registry.h"
#include "tools/explore/explore_options.h"
#include "tools/explore/server/explorer.h"

#include <fstream>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  lyap::Settings first;
  first.set("sequence", "AB");
  lyap::Explorer explorer({.initial = first, .defaults = lyap::page_defaults()},
                          lyap::find_backend("cpu-scalar").create({.threads = 1}));
  nlohmann::json description = explorer.describe();
  description.erase("palettes");
  std::ofstream file(argv[1]);
  file << description.dump();
  file.close();
  return file ? 0 : 1;
}
