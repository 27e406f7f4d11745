#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

namespace lyap {

/// The middle one of the three numbers that each sample has, sorted or not.
inline double median_of(const nlohmann::json& values) {
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  return sorted.at(1);
}

inline double spread_of(const nlohmann::json& values) {
  const std::vector<double> numbers = values;
  const auto [least, greatest] = std::minmax_element(numbers.begin(), numbers.end());
  return (*greatest - *least) / median_of(values);
}

}  // namespace lyap
