// Palette files: each input is read as each of the formats.
#include "host/base/error.h"
#include "host/color/palette_file.h"
#include "tests/fuzz/input_file.h"

#include <cstdint>

namespace lyap {
namespace {

void read(const InputFile& file, std::string_view text) {
  file.set(text);
  try {
    const Palette palette = read_palette_file(file.path());
    require(kMinPaletteEntries <= palette.entries.size() && palette.entries.size() <= kMaxPaletteEntries,
            "a palette has as many colours as palettes have");
  } catch (const InvalidInput& error) {
    require_printable(error.what());
  }
}

}  // namespace
}  // namespace lyap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const lyap::InputFile fractint("a.map");
  static const lyap::InputFile gimp("a.GPL");
  static const lyap::InputFile hexadecimal("a.hex");
  static const lyap::InputFile gimp_gradient("a.ggr");
  static const lyap::InputFile ultra_fractal("a.ugr");
  for (const lyap::InputFile* file : {&fractint, &gimp, &hexadecimal, &gimp_gradient, &ultra_fractal}) {
    lyap::read(*file, {reinterpret_cast<const char*>(data), size});
  }
  return 0;
}
