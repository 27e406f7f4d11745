// Prints pictures and checksums of their exponents and colours, from the scalar code. Compiled for any processor, by
// any compiler, it must print the same.

#include "tests/support/random_spec.h"
#include "tests/support/reference_pixels.h"

#include <cstdint>
#include <span>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

/// FNV-1a.
std::uint64_t checksum(std::span<const std::uint8_t> bytes) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3u;
  return hash;
}

Palette grey_ramp() {
  Palette palette{"grey", {}};
  for (int i = 0; i < 256; ++i) {
    const auto level = static_cast<std::uint8_t>(i);
    palette.entries.push_back({level, level, level});
  }
  return palette;
}

void print_checksums(RenderSpec spec) {
  for (const Precision precision : {Precision::kFloat, Precision::kDouble}) {
    spec.precision = precision;
    const auto sum = [&](PixelFormat format) {
      return checksum(reference_pixels(frame_in(format, spec, grey_ramp())));
    };
    fmt::print("{}: exponents {:016x}, colours {:016x}\n", spec_text(spec), sum(PixelFormat::kExponents),
               sum(PixelFormat::kIndexed8));
  }
}

}  // namespace
}  // namespace lyap

int main() {
  constexpr std::uint64_t kPictures = 100;
  constexpr std::int64_t kSteps = 50'000;
  for (std::uint64_t seed = 0; seed < kPictures; ++seed) {
    lyap::Random random(seed);
    lyap::print_checksums(lyap::random_spec(random, kSteps));
  }
}
