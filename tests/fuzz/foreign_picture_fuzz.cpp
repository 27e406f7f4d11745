// Parameters of FRACTINT and presets of Ljapunow: what is read makes a still or says why not.
#include "host/base/error.h"
#include "host/foreign/fractint_parameters.h"
#include "host/foreign/ljapunow_preset.h"
#include "host/spec/sequence.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <string>

namespace lyap {
namespace {

void check(const ForeignPicture& picture) {
  if (!picture.problem.empty()) return;
  require(picture.fields.has("horizontal") && picture.fields.has("vertical"), "a picture has a window");
  require(Sequence::parse(picture.fields.text("sequence")).distinct().find_first_not_of("AB") == std::string::npos,
          "a picture has a sequence of A and B");
}

void read(std::string_view text) {
  try {
    for (const ForeignPicture& picture : read_fractint_parameters(text).pictures) check(picture);
  } catch (const InvalidInput& error) {
    require_printable(error.what());
  }
  try {
    check(read_ljapunow_preset(text));
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
