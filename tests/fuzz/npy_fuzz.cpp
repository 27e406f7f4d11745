// NumPy files: the header, and all the rows that it promises.
#include "host/base/error.h"
#include "host/output/npy_reader.h"
#include "tests/fuzz/input_file.h"

#include <cstdint>
#include <vector>

namespace lyap {
namespace {

/// What the program would write is read as the same.
void check_header(const NpyHeader& header, std::size_t file_bytes) {
  const std::string text = npy_header_text(header);
  constexpr std::size_t kBytesBeforeDict = 10;
  const NpyHeader again = parse_npy_dict(std::string_view(text).substr(kBytesBeforeDict));
  require(again.size == header.size && again.type == header.type, "a header is read back");
  require(header.bytes_per_row() * static_cast<std::size_t>(header.size.height) < file_bytes, "the file has all rows");
}

void read(std::string_view bytes) {
  static const InputFile file("a.npy");
  file.set(bytes);
  try {
    check_header(read_npy_header(file.path()), bytes.size());
    NpyReader reader(file.path());
    std::vector<std::byte> row(reader.bytes_per_row());
    for (int y = 0; y < reader.size().height; ++y) reader.read_rows(row);
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
