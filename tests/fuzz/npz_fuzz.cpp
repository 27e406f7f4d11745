// NPZ files: the recipe, and all the rows of the exponents that the archive promises.
#include "host/base/error.h"
#include "host/output/npy_reader.h"
#include "host/output/npy_text.h"
#include "host/output/zip_entry.h"
#include "tests/fuzz/input_file.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace lyap {
namespace {

void expect_only_refusals(const std::function<void()>& read) {
  try {
    read();
  } catch (const InvalidInput& error) {
    require_printable(error.what());
  } catch (const Failure& error) {
    require_printable(error.what());
  }
}

void read(std::string_view bytes) {
  static const InputFile file("a.npz");
  file.set(bytes);
  expect_only_refusals([] {
    ZipEntry recipe(file.path(), "recipe.npy");
    require(read_npy_text(recipe, file.path()).size() <= kMaxNpyTextBytes, "a text has a bound");
  });
  expect_only_refusals([] {
    NpyReader reader(std::make_unique<ZipEntry>(file.path(), "exponents.npy"), file.path());
    // Nothing of an archive bounds what its entries promise; they are read row by row, and end somewhere.
    std::vector<std::byte> row(reader.bytes_per_row());
    for (int y = 0; y < reader.size().height; ++y) reader.read_rows(row);
  });
}

}  // namespace
}  // namespace lyap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lyap::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
