#include "host/system/same_file.h"

#include <system_error>

namespace lyap {

namespace fs = std::filesystem;

bool is_same_file(const fs::path& a, const fs::path& b) {
  std::error_code error;
  // Also true for two hard links of a file.
  if (fs::equivalent(a, b, error) && !error) return true;
  const fs::path place_of_a = fs::weakly_canonical(fs::absolute(a), error);
  if (error) return false;
  const fs::path place_of_b = fs::weakly_canonical(fs::absolute(b), error);
  return !error && place_of_a == place_of_b;
}

}  // namespace lyap
