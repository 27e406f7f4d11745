#pragma once

#include <string>

namespace lyap {

/// What this program was built from, and how.
struct BuildInfo {
  std::string version;
  /// The commit's first 12 digits, with "-dirty" where tracked files were changed; "unknown" where git was missing.
  std::string commit;
  /// "GNU 12.2.0"
  std::string compiler;
  /// CMake's: "Release". Empty if none was chosen.
  std::string build_type;
  /// The version of the CUDA Toolkit, empty without CUDA.
  std::string cuda;
};

BuildInfo build_info();

}  // namespace lyap
