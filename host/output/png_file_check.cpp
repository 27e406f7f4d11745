#include "host/output/png_file_check.h"

#include "host/base/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <zlib.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", 8);
constexpr std::size_t kPieceBytes = std::size_t{256} << 10U;
/// What is kept of a file; more is read past.
constexpr std::size_t kMaxKeptBytes = std::size_t{1} << 20U;

std::uint32_t read_number(std::string_view big_endian) {
  std::uint32_t value = 0;
  for (const char byte : big_endian.substr(0, 4)) value = value << 8U | static_cast<unsigned char>(byte);
  return value;
}

struct Chunk {
  std::string type;
  std::size_t length = 0;
  std::string data;  // empty where it is not kept
};

/// Reads a PNG file chunk by chunk.
class ChunkReader {
 public:
  explicit ChunkReader(const std::string& path) : path_(path), file_(std::fopen(path.c_str(), "rb"), &std::fclose) {
    if (!file_) fail();
  }

  /// The next bytes, fewer only at the end of the file; valid until the next call. At most kPieceBytes.
  std::string_view read(std::size_t count) {
    const std::size_t got = std::fread(block_.data(), 1, count, file_.get());
    if (got < count && std::ferror(file_.get()) != 0) fail();
    return {block_.data(), got};
  }

  /// The next chunk; nothing if it is cut or damaged.
  std::optional<Chunk> next() {
    const std::string head(read(8));
    if (head.size() < 8) return std::nullopt;
    Chunk chunk{head.substr(4), read_number(head), {}};
    const bool kept = is_kept(chunk);
    uLong checksum = update(::crc32(0, nullptr, 0), chunk.type);
    for (std::size_t left = chunk.length; left > 0;) {
      const std::string_view block = read(std::min(left, kPieceBytes));
      if (block.empty()) return std::nullopt;
      checksum = update(checksum, block);
      if (kept) chunk.data += block;
      left -= block.size();
    }
    kept_bytes_ += chunk.data.size();
    const std::string_view stored = read(4);
    if (stored.size() < 4 || read_number(stored) != checksum) return std::nullopt;
    return chunk;
  }

 private:
  static uLong update(uLong checksum, std::string_view bytes) {
    return ::crc32(checksum, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
  }

  bool is_kept(const Chunk& chunk) const {
    constexpr std::array<std::string_view, 4> kKept{"IHDR", "PLTE", "tEXt", "iTXt"};
    return std::ranges::find(kKept, chunk.type) != kKept.end() && chunk.length < kMaxKeptBytes - kept_bytes_;
  }

  [[noreturn]] void fail() const {
    throw FileFailure(fmt::format("cannot read '{}': {}", path_, std::generic_category().message(errno)));
  }

  const std::string& path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::vector<char> block_ = std::vector<char>(kPieceBytes);
  std::size_t kept_bytes_ = 0;
};

/// Takes the text up to the next zero off the front of `data`.
std::string_view take_word(std::string_view& data) {
  const std::size_t end = std::min(data.find('\0'), data.size());
  const std::string_view word = data.substr(0, end);
  data.remove_prefix(std::min(end + 1, data.size()));
  return word;
}

/// Reads an iTXt chunk behind its keyword: compression flag and method, language, translated keyword, text. Nothing if
/// the text is compressed.
std::optional<std::string_view> international_text(std::string_view data) {
  if (data.size() < 2 || data[0] != 0) return std::nullopt;
  data.remove_prefix(2);
  take_word(data);
  take_word(data);
  return data;
}

std::vector<Rgb8> colors_of(std::string_view data) {
  std::vector<Rgb8> colors(data.size() / 3);
  std::size_t at = 0;
  const auto next = [&] { return static_cast<std::uint8_t>(data[at++]); };
  // The order within braces is that of evaluation.
  for (Rgb8& color : colors) color = Rgb8{next(), next(), next()};
  return colors;
}

void add(const Chunk& chunk, PngImage& image) {
  std::string_view data = chunk.data;
  if (chunk.type == "PLTE") {
    image.palette = colors_of(data);
  } else if (!data.empty()) {
    const std::string_view keyword = take_word(data);
    const std::optional<std::string_view> value = chunk.type == "tEXt" ? data : international_text(data);
    if (value) image.text.push_back({std::string(keyword), std::string(*value)});
  }
}

/// Reads what follows the signature; nothing if the file is not whole.
std::optional<PngImage> read_chunks(ChunkReader& reader) {
  const std::optional<Chunk> header = reader.next();
  if (!header || header->type != "IHDR" || header->data.size() != 13) return std::nullopt;
  PngImage image;
  image.width = read_number(header->data);
  image.height = read_number(std::string_view(header->data).substr(4));
  image.depth = static_cast<unsigned char>(header->data[8]);
  bool has_pixels = false;
  for (std::optional<Chunk> chunk = reader.next(); chunk; chunk = reader.next()) {
    if (chunk->type == "IEND") {
      const bool whole = has_pixels && chunk->length == 0 && reader.read(1).empty();
      return whole ? std::optional(std::move(image)) : std::nullopt;
    }
    has_pixels = has_pixels || chunk->type == "IDAT";
    if (chunk->type != "IHDR") add(*chunk, image);
  }
  return std::nullopt;
}

}  // namespace

PngFileCheck check_png_file(const std::string& path) {
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type == fs::file_type::not_found) return {PngFileState::kMissing, {}};
  // Opening a FIFO would wait for its writer. What cannot be asked fails when it is opened.
  if (type != fs::file_type::regular && type != fs::file_type::none) return {PngFileState::kOther, {}};

  ChunkReader reader(path);
  const std::string_view start = reader.read(kSignature.size());
  if (!kSignature.starts_with(start)) return {PngFileState::kOther, {}};
  std::optional<PngImage> image = read_chunks(reader);
  if (!image) return {PngFileState::kUnfinished, {}};
  return {PngFileState::kWhole, std::move(*image)};
}

}  // namespace lyap
