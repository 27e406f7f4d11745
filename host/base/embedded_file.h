#pragma once

#include <string_view>

namespace lyap {

/// A file of the repository that travels inside the program, made part of it by embed.cmake.
struct EmbeddedFile {
  std::string_view name;
  /// All its bytes.
  std::string_view content;
};

}  // namespace lyap
