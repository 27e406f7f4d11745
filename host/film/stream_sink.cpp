#include "host/film/stream_sink.h"

#include "host/base/error.h"

#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::string_view kFrameHeader = "FRAME\n";

/// The colour space in the two ways that readers look for: mjpegtools' and ffmpeg's.
std::string_view yuv4mpeg_color_space(PixelFormat format) {
  switch (format) {
    case PixelFormat::kYuv444p:
      return "C444 XYSCSS=444";
    case PixelFormat::kYuv420p:
      return "C420mpeg2 XYSCSS=420MPEG2";
    case PixelFormat::kYuv420p10:
      return "C420p10 XYSCSS=420P10";
    case PixelFormat::kYuv420p12:
      return "C420p12 XYSCSS=420P12";
    case PixelFormat::kYuv422p10:
      return "C422p10 XYSCSS=422P10";
    case PixelFormat::kYuv444p10:
      return "C444p10 XYSCSS=444P10";
    default:
      throw InvalidInput(fmt::format("a .y4m stream cannot hold {}: Y'CbCr is accepted", name_of(format)));
  }
}

StreamSpec checked(const StreamSpec& spec) {
  if (spec.container == StreamContainer::kYuv4Mpeg) yuv4mpeg_color_space(spec.format);
  if (spec.format == PixelFormat::kIndexed8 || spec.format == PixelFormat::kExponents) {
    throw InvalidInput(fmt::format("a raw stream cannot hold {}: colours are accepted", name_of(spec.format)));
  }
  return spec;
}

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

}  // namespace

std::string yuv4mpeg_header(PixelFormat format, Size size, const FrameRate& rate) {
  return fmt::format("YUV4MPEG2 W{} H{} F{}:{} Ip A1:1 {} XCOLORRANGE=LIMITED\n", size.width, size.height,
                     rate.numerator, rate.denominator, yuv4mpeg_color_space(format));
}

StreamSink::StreamSink(const StreamSpec& spec) : spec_(checked(spec)), file_(spec_.path, spec_.stop) {
  if (spec_.container == StreamContainer::kYuv4Mpeg) {
    file_.write(bytes_of(yuv4mpeg_header(spec_.format, spec_.size, spec_.rate)));
  }
}

void StreamSink::write(std::int64_t frame, std::span<const std::byte> pixels) {
  if (const std::size_t expected = picture_bytes(spec_.format, spec_.size); pixels.size() != expected) {
    throw Failure(fmt::format("cannot write {}: frame {} has {} bytes and not {}", file_.shown_name(), frame,
                              pixels.size(), expected));
  }
  if (spec_.container == StreamContainer::kYuv4Mpeg) file_.write(bytes_of(kFrameHeader));
  file_.write(pixels);
  ++frames_;
}

void StreamSink::finish() {
  file_.commit();
}

std::string StreamSink::keep_file() {
  const bool has_headers = spec_.container == StreamContainer::kYuv4Mpeg;
  const std::size_t header = has_headers ? yuv4mpeg_header(spec_.format, spec_.size, spec_.rate).size() : 0;
  const std::size_t frame = picture_bytes(spec_.format, spec_.size) + (has_headers ? kFrameHeader.size() : 0);
  const auto part = file_.keep_part(header + static_cast<std::uintmax_t>(frames_) * frame);
  if (!part) return "";  // the error that ends the film has said where the file is
  const std::string frames = frames_ == 1 ? "frame is" : fmt::format("{} frames are", frames_);
  return fmt::format("the first {} in '{}'{}{}", frames, part->path, part->problem.empty() ? "" : "; ", part->problem);
}

std::string StreamSink::keep_part() {
  if (frames_ == 0) return "";
  if (!file_.is_written_in_place()) return keep_file();
  return frames_ == 1 ? fmt::format("the first frame went to {}", file_.shown_name())
                      : fmt::format("the first {} frames went to {}", frames_, file_.shown_name());
}

}  // namespace lyap
