#include "host/base/error.h"
#include "host/base/text.h"
#include "host/output/png_band.h"
#include "host/output/png_encoder.h"
#include "host/output/png_file_check.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <zlib.h>

namespace lyap {
namespace {

/// What zlib writes before the first block: method and window, level and check bits (RFC 1950).
constexpr std::size_t kHeadBytes = 2;
/// The last block, which is empty, as 10 bits; before it, where a flush has ended the others on a byte, stands the
/// length of an empty stored block and its complement; behind it the checksum (RFC 1950, RFC 1951).
constexpr std::string_view kFlushed("\x00\x00\xff\xff", 4);
constexpr std::string_view kLastBlock("\x03\x00", 2);
constexpr std::size_t kChecksumBytes = 4;
constexpr std::size_t kTailBytes = kFlushed.size() + kLastBlock.size() + kChecksumBytes;

[[noreturn]] void refuse_band(const std::string& band, std::string_view problem) {
  throw InvalidInput(fmt::format("cannot use {}: {}", in_quotes(band), problem));
}

/// The pixel data of the whole file, which goes out in chunks of some size whatever the bands' were.
class JoinedStream {
 public:
  explicit JoinedStream(PngEncoder& encoder) : encoder_(encoder) {}

  void add(std::string_view bytes) {
    waiting_.append(bytes);
    while (waiting_.size() - written_ >= kPngBlockBytes) write(kPngBlockBytes);
    waiting_.erase(0, std::exchange(written_, 0));
  }

  void finish() {
    if (!waiting_.empty()) write(waiting_.size());
  }

 private:
  void write(std::size_t count) {
    encoder_.write_pixel_data(std::as_bytes(std::span(waiting_).subspan(written_, count)));
    written_ += count;
  }

  PngEncoder& encoder_;
  std::string waiting_;
  std::size_t written_ = 0;
};

/// Takes the blocks out of a band's stream: all but its head, its last block and its checksum.
class BandBlocks {
 public:
  BandBlocks(JoinedStream& joined, std::string& head) : joined_(joined), head_(head) {}

  void add(std::string_view bytes) {
    held_.append(bytes);
    if (!has_head_ && held_.size() >= kHeadBytes) {
      has_head_ = true;
      if (head_.empty()) joined_.add(head_ = held_.substr(0, kHeadBytes));
      held_.erase(0, kHeadBytes);
    }
    if (held_.size() <= kTailBytes) return;
    const std::size_t sure = held_.size() - kTailBytes;
    joined_.add(std::string_view(held_).substr(0, sure));
    held_.erase(0, sure);
  }

  /// The checksum of the band's bytes before they were compressed. Throws InvalidInput if the stream does not end as
  /// PngBandWriter ends it.
  std::uint32_t finish(const std::string& band) {
    const std::string_view tail = held_;
    if (tail.size() != kTailBytes || !tail.starts_with(kFlushed) ||
        tail.substr(kFlushed.size(), kLastBlock.size()) != kLastBlock) {
      refuse_band(band, "its pixels are not compressed as those of a band; it was written by another program");
    }
    joined_.add(kFlushed);
    return png_number(tail.substr(kFlushed.size() + kLastBlock.size()));
  }

 private:
  JoinedStream& joined_;
  std::string& head_;
  std::string held_;
  bool has_head_ = false;
};

bool is_equal(const Rgb8& a, const Rgb8& b) {
  return a.r == b.r && a.g == b.g && a.b == b.b;
}

/// Throws InvalidInput unless the band is whole, of that picture, and has no more than `rows_left` rows.
void check_png_band(const PngFileCheck& check, const PngImage& image, std::uint64_t rows_left,
                    const std::string& band) {
  if (check.state == PngFileState::kMissing) refuse_band(band, "there is no such file");
  if (check.state == PngFileState::kOther) refuse_band(band, "it is no PNG file");
  if (check.state == PngFileState::kUnfinished) refuse_band(band, "it is cut or damaged");
  if (check.image.width != image.width || check.image.depth != image.depth) {
    refuse_band(band, fmt::format("it has rows of {} pixels with {} bits a channel, where the picture has {} with {}",
                                  check.image.width, check.image.depth, image.width, image.depth));
  }
  if (!std::ranges::equal(check.image.palette, image.palette, is_equal)) refuse_band(band, "it has another palette");
  if (check.image.height > rows_left) {
    refuse_band(band, fmt::format("it has {} rows where {} are missing", check.image.height, rows_left));
  }
}

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xffU);
  return bytes;
}

}  // namespace

void join_png_bands(ByteSink& sink, const PngImage& image, const std::vector<std::string>& bands,
                    const std::function<void(std::size_t)>& joined) {
  PngEncoder encoder(sink);
  encoder.write_head(image);
  JoinedStream stream(encoder);
  std::string head;
  uLong checksum = ::adler32(0, nullptr, 0);
  std::uint64_t rows_left = image.height;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    BandBlocks blocks(stream, head);
    const PngFileCheck check = check_png_file(bands[i], [&](std::string_view bytes) { blocks.add(bytes); });
    check_png_band(check, image, rows_left, bands[i]);
    const std::uint64_t bytes = std::uint64_t{check.image.height} * (1 + row_bytes_of(image));
    checksum = ::adler32_combine(checksum, blocks.finish(bands[i]), static_cast<z_off_t>(bytes));
    rows_left -= check.image.height;
    if (joined) joined(i + 1);
  }
  if (rows_left != 0) {
    throw InvalidInput(fmt::format("{} rows of {} are in none of the bands", rows_left, sink.shown_name()));
  }
  stream.add(kLastBlock);
  stream.add(big_endian(static_cast<std::uint32_t>(checksum)));
  stream.finish();
  encoder.write_end();
}

}  // namespace lyap
