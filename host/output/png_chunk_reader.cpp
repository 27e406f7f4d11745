#include "host/output/png_chunk_reader.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <zlib.h>

namespace lyap {
namespace {

constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", 8);
constexpr std::size_t kPieceBytes = std::size_t{256} << 10U;
/// What is kept of a file; more is read past.
constexpr std::size_t kMaxKeptBytes = std::size_t{1} << 20U;

uLong with_bytes(uLong checksum, std::string_view bytes) {
  return ::crc32(checksum, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
}

}  // namespace

std::uint32_t png_number(std::string_view big_endian) {
  std::uint32_t value = 0;
  for (const char byte : big_endian.substr(0, 4)) value = value << 8U | static_cast<unsigned char>(byte);
  return value;
}

PngChunkReader::PngChunkReader(const std::string& path, const PngPixelData& pixels)
    : path_(path), pixels_(pixels), file_(std::fopen(path.c_str(), "rb"), &std::fclose), block_(kPieceBytes) {
  if (!file_) fail();
  is_png_ = kSignature.starts_with(read(kSignature.size()));
}

std::optional<PngChunk> PngChunkReader::next() {
  const std::string head(read(8));
  if (head.size() < 8) return std::nullopt;
  PngChunk chunk{head.substr(4), png_number(head), {}};
  const bool kept = is_kept(chunk);
  const bool is_pixels = pixels_ && chunk.type == "IDAT";
  uLong checksum = with_bytes(::crc32(0, nullptr, 0), chunk.type);
  for (std::size_t left = chunk.length; left > 0;) {
    const std::string_view block = read(std::min(left, kPieceBytes));
    if (block.empty()) return std::nullopt;
    checksum = with_bytes(checksum, block);
    if (kept) chunk.data += block;
    if (is_pixels) pixels_(block);
    left -= block.size();
  }
  kept_bytes_ += chunk.data.size();
  const std::string_view stored = read(4);
  if (stored.size() < 4 || png_number(stored) != checksum) return std::nullopt;
  return chunk;
}

/// The next bytes, fewer only at the end of the file; valid until the next call. At most kPieceBytes.
std::string_view PngChunkReader::read(std::size_t count) {
  const std::size_t got = std::fread(block_.data(), 1, count, file_.get());
  if (got < count && std::ferror(file_.get()) != 0) fail();
  return {block_.data(), got};
}

bool PngChunkReader::is_kept(const PngChunk& chunk) const {
  constexpr std::array<std::string_view, 4> kKept{"IHDR", "PLTE", "tEXt", "iTXt"};
  return std::ranges::find(kKept, chunk.type) != kKept.end() && chunk.length < kMaxKeptBytes - kept_bytes_;
}

void PngChunkReader::fail() const {
  throw FileFailure(fmt::format("cannot read {}: {}", in_quotes(path_), std::generic_category().message(errno)));
}

}  // namespace lyap
