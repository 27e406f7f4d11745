#include "tools/terminal/steps_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {

std::string steps_text(double done, double asked) {
  constexpr double kGiga = 1e9;
  if (asked == 0) return "no map steps were needed";
  if (done >= asked) return fmt::format("all {:.3g} G map steps computed", asked / kGiga);
  return fmt::format("{:.3g} % of {:.3g} G map steps computed, the rest is known from cycles",
                     std::min(100 * done / asked, 99.9), asked / kGiga);
}

}  // namespace lyap
