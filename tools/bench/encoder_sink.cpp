#include "tools/bench/encoder_sink.h"

#include "host/base/error.h"
#include "host/film/ffmpeg.h"

namespace lyap {

EncoderSink::EncoderSink(const FilmFileSettings& settings)
    : stop_(settings.stop),
      ffmpeg_(ffmpeg_command(settings.ffmpeg, encoder_arguments(container_of(settings.path), settings.encoder,
                                                                settings.format, settings.text, settings.path))) {}

void EncoderSink::write(std::int64_t /*frame*/, std::span<const std::byte> pixels) {
  ffmpeg_.write(pixels, stop_);
}

void EncoderSink::finish() {
  ffmpeg_.close_input();
  const ExitStatus end = ffmpeg_.wait(stop_);
  if (stop_.stop_requested()) throw Interrupted();
  if (!succeeded(end, ffmpeg_)) throw Failure(ffmpeg_.exit_message());
}

}  // namespace lyap
