#include "tools/options/chosen_output.h"

#include "host/jobs/picture_settings.h"

#include <fmt/format.h>

namespace lyap {

std::optional<ReservedName> choose_output(Settings& settings, const std::string& extension) {
  if (settings.has("output")) return std::nullopt;
  constexpr std::size_t kMaxStem = 60;
  const std::string stem = read_sequence(settings).compact().substr(0, kMaxStem);
  auto name = ReservedName::first_free(
      [&](int n) { return n == 1 ? stem + extension : fmt::format("{}-{}{}", stem, n, extension); });
  settings.set("output", name.path());
  return name;
}

}  // namespace lyap
