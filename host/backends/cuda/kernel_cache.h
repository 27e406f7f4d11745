#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// Compiled kernels (CUBIN bytes) on disk, so that each is compiled once. Several processes and threads may use a
/// folder at the same time.
///
/// A file is named after a digest of its key, and holds the whole key, the code and a checksum of both. What is not
/// exactly that, for the key that is asked for, counts as missing: a kernel is never a wrong one.
class KernelCache {
 public:
  /// The largest number of files that are kept; the least recently used ones are removed.
  static constexpr std::size_t kMaxFiles = 512;
  /// No file is longer; CUBINs are a hundred times smaller.
  static constexpr std::size_t kMaxBytes = std::size_t{64} << 20U;

  /// Keeps files in `folder`, which is made when the first is stored; an empty path keeps nothing.
  explicit KernelCache(std::filesystem::path folder);

  /// The user's: $XDG_CACHE_HOME/lyap/kernels, else $HOME/.cache/lyap/kernels, as the XDG Base Directory Specification
  /// says; empty where neither variable is an absolute path.
  static std::filesystem::path default_folder();

  /// The code that was stored under `key`. Nothing if there is none, or the file cannot be read, is damaged, of another
  /// format version or of another key. What is found counts as used now.
  std::optional<std::vector<std::byte>> find(std::string_view key) const;

  /// Keeps `code` under `key`, a text of everything that the code depends on, instead of what was kept under it before.
  /// Returns why it was not kept, a message for the user that names the file or folder, or an empty string.
  ///
  /// Then removes surplus files: kernels beyond kMaxFiles, and what writers that were killed have left. Other files in
  /// the folder stay.
  std::string store(std::string_view key, std::span<const std::byte> code) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace lyap
