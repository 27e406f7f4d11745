// EXR files: the header, and all the rows that it promises. OpenEXR itself is the system's, without instrumentation.
#include "host/base/error.h"
#include "host/output/exr_reader.h"
#include "tests/fuzz/input_file.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace lyap {
namespace {

void read(std::string_view bytes) {
  static const InputFile file("a.exr");
  file.set(bytes);
  try {
    ExrReader reader(file.path(), 1);
    reader.text("lyapCommand");
    std::vector<std::byte> rows;
    for (int y = 0; y < reader.size().height; y += reader.block_rows()) {
      const int count = std::min(reader.block_rows(), reader.size().height - y);
      rows.resize(static_cast<std::size_t>(count) * reader.bytes_per_row());
      reader.read_rows(rows);
    }
  } catch (const InvalidInput& error) {
    require_printable(error.what());
  }
}

}  // namespace
}  // namespace lyap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lyap::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
