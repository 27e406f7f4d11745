#pragma once

#include "host/compute/backend.h"
#include "host/film/frame_sink.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lyap {

/// Frames that were computed before, as bytes.
using ReadyFrames = std::vector<std::vector<std::byte>>;

/// A backend that has nothing to compute: it gives ready frames one after the other, and then from the first again.
class ReadyFramesBackend : public Backend {
 public:
  /// `frames`, not empty, must outlive the backend.
  ReadyFramesBackend(const ReadyFrames& frames, std::size_t slots);

  std::string device() const override;
  int rows_per_band(const Frame& frame) const override;
  void submit(std::size_t slot, std::shared_ptr<const Frame> frame, Rows rows, std::stop_token stop = {}) override;
  Band wait(std::size_t slot) override;

 private:
  const ReadyFrames& frames_;
  std::vector<std::size_t> given_;  // by each slot
  std::size_t next_ = 0;
};

/// Keeps the frames that it is given.
class KeepingSink : public FrameSink {
 public:
  /// `frames` must outlive the sink.
  explicit KeepingSink(ReadyFrames& frames) : frames_(frames) {}

  void write(std::int64_t frame, std::span<const std::byte> pixels) override;
  void finish() override {}
  std::string keep_part() override { return ""; }

 private:
  ReadyFrames& frames_;
};

/// Lets the frames go.
class EmptySink : public FrameSink {
 public:
  void write(std::int64_t /*frame*/, std::span<const std::byte> /*pixels*/) override {}
  void finish() override {}
  std::string keep_part() override { return ""; }
};

}  // namespace lyap
