#pragma once

#include <string_view>

namespace lyap {

/// A file of the repository that is compiled into the program by embed.cmake.
struct EmbeddedFile {
  std::string_view name;
  /// All its bytes.
  std::string_view content;
};

}  // namespace lyap
