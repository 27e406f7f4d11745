#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace lyap {

/// Takes the finished frames of a film: files, a pipe, an encoder. Threads: write() is called by up to writers()
/// threads at the same time; all else by one thread at a time, when no write() is under way.
class FrameSink {
 public:
  FrameSink() = default;
  FrameSink(const FrameSink&) = delete;
  FrameSink& operator=(const FrameSink&) = delete;
  FrameSink(FrameSink&&) = delete;
  FrameSink& operator=(FrameSink&&) = delete;
  /// Without finish() nothing appears under the final name.
  virtual ~FrameSink() = default;

  /// How many frames may be written at the same time, each by a thread of its own; 1: one after the other, in order.
  virtual int writers() const { return 1; }

  /// Stores frame number `frame` of the film; `pixels` are a whole picture in the pixel format that the sink was made
  /// for. Throws Failure, or Interrupted where a stop request ends the waiting for whoever takes the pixels.
  virtual void write(std::int64_t frame, std::span<const std::byte> pixels) = 0;

  /// After the last frame: checks that all is there and gives it its name. Throws Failure, or Interrupted as above.
  virtual void finish() = 0;

  /// Instead of finish() when the film ends early: closes what there is under a name that tells that it is a part.
  /// Returns a sentence for the user, "the first 87 frames are in loop.part.mp4", or "" if there is nothing. Throws
  /// nothing but std::bad_alloc.
  virtual std::string keep_part() = 0;
};

}  // namespace lyap
