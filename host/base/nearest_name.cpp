#include "host/base/nearest_name.h"

#include "host/base/text.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace lyap {
namespace {

// The distance in which no letter is changed twice ("optimal string alignment"). Row i of its table holds the
// distances from the first i letters of `from` to every beginning of `to`; a swap looks back two rows.
std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> second_last(to.size() + 1), last(to.size() + 1), row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});

  for (std::size_t i = 1; i <= from.size(); ++i) {
    second_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) row[j] = std::min(row[j], second_last[j - 2] + 1);
    }
  }
  return row[to.size()];
}

}  // namespace

std::optional<std::string> nearest_name(std::string_view wanted, std::span<const std::string> known) {
  const std::string wanted_lower = lower_case(wanted);
  std::optional<std::string> nearest;
  // The first distance that is too far.
  std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const std::string& name : known) {
    // The lengths alone rule most names out, which also keeps a huge `wanted` cheap.
    if (std::max(name.size(), wanted.size()) - std::min(name.size(), wanted.size()) >= limit) continue;
    const std::size_t distance = edit_distance(wanted_lower, lower_case(name));
    const bool has_a_letter_in_place = distance < name.size();
    if (distance >= limit || !has_a_letter_in_place) continue;
    nearest = name;
    limit = distance;
  }
  return nearest;
}

}  // namespace lyap
