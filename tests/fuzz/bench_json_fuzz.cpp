// Saved runs of lyap-bench: one that is read is written, read and written again as the same.
#include "host/base/error.h"
#include "tests/fuzz/require.h"
#include "tools/bench/run.h"

#include <cstdint>
#include <string>

namespace lyap {
namespace {

void read(const std::string& text) {
  try {
    const BenchRun run = parse_bench_json(text, "run.json");
    const std::string written = bench_json(run);
    require(bench_json(parse_bench_json(written, "written")) == written, "a run is read back");
  } catch (const InvalidInput& error) {
    require(std::string_view(error.what()).starts_with("run.json: "), "a message names the file");
  }
}

}  // namespace
}  // namespace lyap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lyap::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
