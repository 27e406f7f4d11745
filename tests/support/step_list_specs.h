#pragma once

#include "host/spec/render_spec.h"
#include "tests/support/random_spec.h"
#include "tests/support/reference_pixels.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lyap {

/// Specs whose step lists are written out by write_step_lists and compiled into the tests: short and long periods, runs
/// and none, one letter and several, with and without a transient, chunks of the product that end with every round and
/// such that do so after many. All are 23×9 pixels, and unrolled code is made for each.
inline std::vector<RenderSpec> step_list_specs() {
  struct Case {
    const char* sequence;
    std::int64_t iterations;
    std::int64_t transient;
    Precision precision;
  };
  constexpr auto kFloat = Precision::kFloat;
  constexpr auto kDouble = Precision::kDouble;
  const std::vector<Case> cases{
      {"A", 300, 0, kFloat},        {"A", 301, 17, kDouble},        {"AB", 400, 0, kFloat},
      {"AB", 401, 0, kDouble},      {"AABAB", 2000, 0, kFloat},     {"AABAB", 777, 123, kDouble},
      {"B6A6", 2000, 0, kFloat},    {"B6A6", 1999, 0, kDouble},     {"ABC", 500, 31, kFloat},
      {"A7B7", 900, 0, kFloat},     {"AB2CD3EF", 640, 64, kDouble}, {"A16B13", 1000, 5, kFloat},
      {"ABCDEFGH", 350, 0, kFloat}, {"A20B12", 1200, 100, kFloat},  {"A27B5", 1000, 0, kFloat},
  };
  std::vector<RenderSpec> specs;
  for (const Case& one : cases) {
    RenderSpec spec = spec_of(one.sequence);
    spec.size = {23, 9};
    spec.iterations = one.iterations;
    spec.transient = one.transient;
    spec.precision = one.precision;
    double rate = 2.9;
    for (const char letter : spec.sequence.distinct()) {
      if (letter != 'A' && letter != 'B') spec.constants[letter] = rate += 0.17;
    }
    specs.push_back(spec);
  }
  return specs;
}

}  // namespace lyap
