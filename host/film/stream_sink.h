#pragma once

#include "host/color/picture_format.h"
#include "host/film/frame_sink.h"
#include "host/spec/frame_rate.h"
#include "host/system/output_file.h"

#include <cstdint>
#include <stop_token>
#include <string>

namespace lyap {

/// kRaw: nothing but the pixels, frame after frame. kYuv4Mpeg: YUV4MPEG2 (.y4m), which names size, rate and format.
enum class StreamContainer { kRaw, kYuv4Mpeg };

struct StreamSpec {
  /// A file, a FIFO, or "-" for standard output.
  std::string path;
  StreamContainer container = StreamContainer::kYuv4Mpeg;
  /// A format with colours, no indices; YUV4MPEG2 takes the Y'CbCr ones.
  PixelFormat format = PixelFormat::kYuv420p;
  /// Both sides even where chroma is subsampled.
  Size size{};
  /// Written by YUV4MPEG2 only.
  FrameRate rate;
  /// Ends waiting for a reader.
  std::stop_token stop;
};

/// Writes the frames of a film uncompressed, one after the other.
class StreamSink : public FrameSink {
 public:
  /// Opens the file as OutputFile does and writes the header. Throws InvalidInput for a format that the container does
  /// not take, what OutputFile throws, and Interrupted after a stop request.
  explicit StreamSink(const StreamSpec& spec);

  void write(std::int64_t frame, std::span<const std::byte> pixels) override;
  void finish() override;

  /// How many frames went down a pipe, or are in the part of a file, which has whole frames only.
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
