#include "tools/options/free_file_name.h"

#include <filesystem>

#include <fmt/format.h>

namespace lyap {

std::string free_file_name(const Sequence& sequence, const std::string& extension) {
  constexpr std::size_t kMaxStem = 60;
  const std::string stem = sequence.compact().substr(0, kMaxStem);
  std::string name = stem + extension;
  for (int n = 2; std::filesystem::exists(std::filesystem::symlink_status(name)); ++n) {
    name = fmt::format("{}-{}{}", stem, n, extension);
  }
  return name;
}

}  // namespace lyap
