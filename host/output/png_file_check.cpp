#include "host/output/png_file_check.h"

#include "host/output/png_chunk_reader.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace lyap {
namespace {

namespace fs = std::filesystem;

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

void add(const PngChunk& chunk, PngImage& image) {
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
std::optional<PngImage> read_chunks(PngChunkReader& reader) {
  const std::optional<PngChunk> header = reader.next();
  if (!header || header->type != "IHDR" || header->data.size() != 13) return std::nullopt;
  PngImage image;
  image.width = png_number(header->data);
  image.height = png_number(std::string_view(header->data).substr(4));
  image.depth = static_cast<unsigned char>(header->data[8]);
  bool has_pixels = false;
  for (std::optional<PngChunk> chunk = reader.next(); chunk; chunk = reader.next()) {
    if (chunk->type == "IEND") {
      const bool whole = has_pixels && chunk->length == 0 && reader.is_at_end();
      return whole ? std::optional(std::move(image)) : std::nullopt;
    }
    has_pixels = has_pixels || chunk->type == "IDAT";
    if (chunk->type != "IHDR") add(*chunk, image);
  }
  return std::nullopt;
}

}  // namespace

PngFileCheck check_png_file(const std::string& path, const PngPixelData& pixels) {
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type == fs::file_type::not_found) return {PngFileState::kMissing, {}};
  // Opening a FIFO would wait for its writer. What cannot be asked fails when it is opened.
  if (type != fs::file_type::regular && type != fs::file_type::none) return {PngFileState::kOther, {}};

  PngChunkReader reader(path, pixels);
  if (!reader.is_png()) return {PngFileState::kOther, {}};
  std::optional<PngImage> image = read_chunks(reader);
  if (!image) return {PngFileState::kUnfinished, {}};
  return {PngFileState::kWhole, std::move(*image)};
}

}  // namespace lyap
