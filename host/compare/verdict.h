#pragma once

#include "host/compare/comparison.h"

#include <cstdint>
#include <string>

namespace lyap {

/// Which differences count: those above `difference` where more than `percent` of 100 pixels have one.
struct Tolerance {
  double difference = 0;
  double percent = 0;
  /// Without one all exponents must be the same.
  bool is_given() const { return difference > 0 || percent > 0; }
};

/// Reads "0.001", or "0.001:2%" for at most 2 % of the pixels beyond it. Throws InvalidInput.
Tolerance parse_tolerance(const std::string& text);

/// Whether the differences are within the tolerance. Identical exponents always are.
bool is_within(const Comparison& comparison, const Tolerance& tolerance);

/// One line: "identical: all 8294400 exponents have the same bits".
std::string verdict_of(const Comparison& comparison, const Tolerance& tolerance);

/// "3 of 12 (25 %)".
std::string count_with_share(std::uint64_t part, std::uint64_t whole);

}  // namespace lyap
