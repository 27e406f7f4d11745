#pragma once

#include "host/film/film_file.h"
#include "host/film/frame_sink.h"
#include "host/system/child_process.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>

namespace lyap {

/// ffmpeg alone, with the arguments that a film gets: nothing is tried before, joined or counted afterwards.
///
/// Only for a process that ignores SIGPIPE.
class EncoderSink : public FrameSink {
 public:
  /// Starts the encoder of such a film. Throws Failure if there is no ffmpeg.
  explicit EncoderSink(const FilmFileSettings& settings);

  void write(std::int64_t frame, std::span<const std::byte> pixels) override;
  void finish() override;
  std::string keep_part() override { return ""; }

 private:
  std::stop_token stop_;
  ChildProcess ffmpeg_;
};

}  // namespace lyap
