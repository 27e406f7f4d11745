// The readers of option values: what they read is within the bounds that they promise.
#include "host/base/error.h"
#include "host/spec/frame_rate.h"
#include "host/spec/movement.h"
#include "host/spec/option_values.h"
#include "tests/fuzz/require.h"

#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace lyap {
namespace {

template <class Read>
void check(Read read) {
  try {
    read();
  } catch (const InvalidInput& error) {
    require_printable(error.what());
  }
}

void read(std::string_view text) {
  check([&] {
    const double number = parse_number(text);
    require(std::isfinite(number), "a number is finite");
    require(parse_number(fmt::format("{}", number)) == number, "a number is read back");
  });
  check([&] {
    const std::int64_t number = parse_integer(text, -7, INT64_MAX, "a number");
    require(-7 <= number, "an integer is within its bounds");
    require(parse_integer(fmt::format("{}", number), number, number, "it") == number, "an integer is read back");
  });
  check([&] {
    const Range range = parse_range(text);
    require(std::isfinite(range.min) && std::isfinite(range.max) && range.min < range.max, "a range is one");
  });
  check([&] {
    const Size size = parse_size(text);
    require(1 <= size.width && size.width <= kMaxSide && 1 <= size.height && size.height <= kMaxSide, "a size is one");
  });
  check([&] {
    const LetterValue set = parse_letter_value(text);
    require('A' <= set.letter && set.letter <= 'Z' && std::isfinite(set.value), "a letter's value is one");
  });
  check([&] {
    const FrameRate rate = parse_frame_rate(text);
    require(0 < rate.per_second() && rate.per_second() <= 1000, "a frame rate is within its bounds");
    require(parse_frame_rate(text_of(rate)) == rate, "a frame rate is read back");
  });
  check([&] {
    const Parameter parameter = parse_parameter(text);
    require(parse_parameter(parameter.name()) == parameter, "a parameter is read back");
  });
}

}  // namespace
}  // namespace lyap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lyap::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
