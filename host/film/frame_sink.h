#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace lyap {

/// Where the finished frames of a film are written: image files, a stream, an encoder.
///
/// Threads: up to writers() threads may call write() at the same time; all other functions may be called by one thread
/// at a time, while no write() is running.
class FrameSink {
 public:
  FrameSink() = default;
  FrameSink(const FrameSink&) = delete;
  FrameSink& operator=(const FrameSink&) = delete;
  FrameSink(FrameSink&&) = delete;
  FrameSink& operator=(FrameSink&&) = delete;
  /// Without finish() no film appears under the final name.
  virtual ~FrameSink() = default;

  /// How many threads may call write() at the same time; 1 means that frames must come one after the other, in order.
  virtual int writers() const { return 1; }

  /// Writes frame number `frame` of the film; `pixels` are a whole picture in the sink's pixel format. Throws Failure,
  /// and Interrupted where a stop request ends the wait for a reader.
  virtual void write(std::int64_t frame, std::span<const std::byte> pixels) = 0;

  /// After the last frame: checks that the film is complete and gives it its name. Throws Failure, and Interrupted as
  /// write() does.
  virtual void finish() = 0;

  /// Instead of finish() when the film ends early, or after finish() has failed: keeps the frames written so far under
  /// a name that marks them as a part of a film. Returns a phrase for the user, "the first 87 frames are in
  /// 'loop.part.mp4'", or "" if there are no frames. Throws nothing but std::bad_alloc.
  virtual std::string keep_part() = 0;
};

}  // namespace lyap
