#pragma once

#include "host/color/picture_format.h"
#include "host/film/frame_sink.h"
#include "host/spec/frame_rate.h"
#include "host/system/output_file.h"

#include <cstdint>
#include <stop_token>
#include <string>

namespace lyap {

/// kRaw: only the pixels, frame after frame. kYuv4Mpeg: YUV4MPEG2 (.y4m), with a header for size, rate and format.
enum class StreamContainer { kRaw, kYuv4Mpeg };

struct StreamSpec {
  /// A file, a FIFO, or "-" for standard output.
  std::string path;
  StreamContainer container = StreamContainer::kYuv4Mpeg;
  /// An RGB or Y'CbCr format; YUV4MPEG2 takes Y'CbCr only.
  PixelFormat format = PixelFormat::kYuv420p;
  /// In pixels; both sides are even where chroma is subsampled.
  Size size{};
  /// Used by YUV4MPEG2 only.
  FrameRate rate;
  /// Ends the wait for a reader.
  std::stop_token stop;
};

/// Writes the frames of a film to a stream, uncompressed and one after the other.
class StreamSink : public FrameSink {
 public:
  /// Opens the file as OutputFile does and writes the header. Throws InvalidInput for a format that the container does
  /// not support, and what OutputFile throws.
  explicit StreamSink(const StreamSpec& spec);

  void write(std::int64_t frame, std::span<const std::byte> pixels) override;
  void finish() override;

  /// Cuts a file behind its last whole frame and keeps it as a part. Into a pipe the frames are written already.
  std::string keep_part() override;

 private:
  std::string keep_file();

  StreamSpec spec_;
  OutputFile file_;
  std::int64_t frames_ = 0;
};

/// The first line of a YUV4MPEG2 stream, with its line feed: progressive frames of square pixels in limited range.
/// Chroma sited at the left pair of pixels is what the format calls mpeg2. Throws InvalidInput if the format is not
/// Y'CbCr.
std::string yuv4mpeg_header(PixelFormat format, Size size, const FrameRate& rate);

}  // namespace lyap
