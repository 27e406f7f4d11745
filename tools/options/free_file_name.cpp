#include "tools/options/free_file_name.h"

#include <fmt/format.h>

namespace lyap {

ReservedName free_file_name(const Sequence& sequence, const std::string& extension) {
  constexpr std::size_t kMaxStem = 60;
  const std::string stem = sequence.compact().substr(0, kMaxStem);
  return ReservedName::first_free(
      [&](int n) { return n == 1 ? stem + extension : fmt::format("{}-{}{}", stem, n, extension); });
}

}  // namespace lyap
