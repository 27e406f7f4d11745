// Sequence::parse(): what it reads is within its bounds, and compact() is the same sequence.
#include "host/base/error.h"
#include "host/spec/sequence.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <string>

namespace lyap {
namespace {

void read(std::string_view text) {
  try {
    const Sequence sequence = Sequence::parse(text);
    require(1 <= sequence.period() && sequence.period() <= Sequence::kMaxPeriod, "a period is within its bounds");
    require(sequence.letters().find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos,
            "letters are A to Z");
    require(Sequence::parse(sequence.compact()) == sequence, "the compact text is the same sequence");
    require(sequence.compact().size() <= sequence.period(), "the compact text is not longer than the letters");
    require(Sequence::parse(sequence.distinct()).distinct() == sequence.distinct(), "letters that occur, occur once");
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
