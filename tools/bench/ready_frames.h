#pragma once

#include "host/base/error.h"
#include "host/compute/backend.h"
#include "host/film/ffmpeg.h"
#include "host/film/film_file.h"
#include "host/film/frame_sink.h"
#include "host/system/child_process.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// Frames that were computed before, as bytes.
using ReadyFrames = std::vector<std::vector<std::byte>>;

/// A backend that has nothing to compute: it gives ready frames one after the other, and then from the first again.
class ReadyFramesBackend : public Backend {
 public:
  /// `frames`, not empty, must outlive the backend.
  ReadyFramesBackend(const ReadyFrames& frames, std::size_t slots) : frames_(frames), given_(slots) {}

  std::string device() const override { return "memory"; }
  int rows_per_band(const Frame& frame) const override { return frame.size().height; }
  void submit(std::size_t slot, std::shared_ptr<const Frame> /*frame*/, Rows /*rows*/,
              std::stop_token /*stop*/) override {
    given_[slot] = next_;
    next_ = (next_ + 1) % frames_.size();
  }
  Band wait(std::size_t slot) override { return {.pixels = frames_[given_[slot]], .code_path = "none"}; }

 private:
  const ReadyFrames& frames_;
  std::vector<std::size_t> given_;  // by each slot
  std::size_t next_ = 0;
};

/// A sink that discards the frames.
class EmptySink : public FrameSink {
 public:
  void write(std::int64_t /*frame*/, std::span<const std::byte> /*pixels*/) override {}
  void finish() override {}
  std::string keep_part() override { return ""; }
};

/// A sink that keeps its frames in memory.
class KeepingSink : public EmptySink {
 public:
  /// `frames` must outlive the sink.
  explicit KeepingSink(ReadyFrames& frames) : frames_(frames) {}

  void write(std::int64_t /*frame*/, std::span<const std::byte> pixels) override {
    frames_.emplace_back(pixels.begin(), pixels.end());
  }

 private:
  ReadyFrames& frames_;
};

/// ffmpeg alone, with the arguments that a film gets: nothing is tried before, joined or counted afterwards. Only for a
/// process that ignores SIGPIPE.
class EncoderSink : public EmptySink {
 public:
  /// Starts the encoder of such a film. Throws Failure if there is no ffmpeg.
  explicit EncoderSink(const FilmFileSettings& film)
      : stop_(film.stop),
        ffmpeg_(ffmpeg_command(
            film.ffmpeg, encoder_arguments(container_of(film.path), film.encoder, film.format, film.text, film.path))) {
  }

  void write(std::int64_t /*frame*/, std::span<const std::byte> pixels) override { ffmpeg_.write(pixels, stop_); }
  void finish() override {
    ffmpeg_.close_input();
    const ExitStatus end = ffmpeg_.wait({.stop = stop_});
    if (stop_.stop_requested()) throw Interrupted();
    if (!succeeded(end, ffmpeg_)) throw Failure(ffmpeg_.exit_message());
  }

 private:
  std::stop_token stop_;
  ChildProcess ffmpeg_;
};

}  // namespace lyap
