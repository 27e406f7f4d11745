#include "host/compare/verdict.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/spec/option_values.h"

#include <fmt/format.h>

namespace lyap {

Tolerance parse_tolerance(const std::string& text) {
  const std::size_t colon = text.find(':');
  Tolerance tolerance{parse_number(text.substr(0, colon)), 0};
  if (tolerance.difference < 0) throw InvalidInput(fmt::format("{}: a difference is 0 or more", in_quotes(text)));
  if (colon == std::string::npos) return tolerance;
  const std::string share = text.substr(colon + 1);
  if (!share.ends_with('%'))
    throw InvalidInput(fmt::format("{}: a share such as 0.01:2% is accepted", in_quotes(text)));
  tolerance.percent = parse_number(share.substr(0, share.size() - 1));
  if (tolerance.percent < 0 || tolerance.percent > 100) {
    throw InvalidInput(fmt::format("{}: a share from 0% to 100% is accepted", in_quotes(text)));
  }
  return tolerance;
}

bool is_within(const Comparison& comparison, const Tolerance& tolerance) {
  const ExponentDifferences& found = comparison.differences;
  if (!tolerance.is_given()) return comparison.identical();
  // Exact where the percentage is a whole number, so that the limit itself is within.
  return 100 * static_cast<double>(found.beyond_tolerance) <= tolerance.percent * static_cast<double>(found.pixels);
}

std::string verdict_of(const Comparison& comparison, const Tolerance& tolerance) {
  const ExponentDifferences& found = comparison.differences;
  if (comparison.identical()) {
    const bool one_format = comparison.left_precision == comparison.right_precision;
    return fmt::format("identical: all {} exponents have the same {}", found.pixels, one_format ? "bits" : "values");
  }
  const std::string differing = fmt::format("{} exponents differ", count_with_share(found.differing, found.pixels));
  if (!tolerance.is_given()) return "different: " + differing;
  const bool within = is_within(comparison, tolerance);
  return fmt::format("{}: {}, {} by more than {}", within ? "within the tolerance" : "different", differing,
                     count_with_share(found.beyond_tolerance, found.pixels), tolerance.difference);
}

std::string count_with_share(std::uint64_t part, std::uint64_t whole) {
  const double share = whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  return fmt::format("{} of {} ({:.3g} %)", part, whole, 100 * share);
}

}  // namespace lyap
