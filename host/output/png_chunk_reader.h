#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// A chunk of a PNG file.
struct PngChunk {
  std::string type;  // four letters, such as IHDR
  std::size_t length = 0;
  std::string data;  // of IHDR, PLTE, tEXt and iTXt, a mebibyte in all; empty for the rest
};

/// Gets the bytes of pixel data (IDAT) as they stand in the file, compressed, piece by piece.
using PngPixelData = std::function<void(std::string_view bytes)>;

/// The number that four bytes of a PNG file stand for.
std::uint32_t png_number(std::string_view big_endian);

/// Reads a PNG file chunk by chunk, in little memory.
class PngChunkReader {
 public:
  /// Opens the file and reads its signature. `pixels`, which may be empty, must outlive the reader. Throws Failure
  /// where the file cannot be read, as all that follows does.
  PngChunkReader(const std::string& path, const PngPixelData& pixels);

  /// Whether it begins as PNG files do, as far as it goes.
  bool is_png() const { return is_png_; }

  /// The next chunk; nothing if it is cut or does not fit its checksum.
  std::optional<PngChunk> next();

  /// Whether nothing follows.
  bool is_at_end() { return read(1).empty(); }

 private:
  std::string_view read(std::size_t count);
  bool is_kept(const PngChunk& chunk) const;
  [[noreturn]] void fail() const;

  const std::string path_;
  const PngPixelData& pixels_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::vector<char> block_;
  std::size_t kept_bytes_ = 0;
  bool is_png_ = false;
};

}  // namespace lyap
