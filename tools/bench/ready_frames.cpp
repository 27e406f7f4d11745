#include "tools/bench/ready_frames.h"

#include "host/compute/frame.h"

namespace lyap {

ReadyFramesBackend::ReadyFramesBackend(const ReadyFrames& frames, std::size_t slots) : frames_(frames), given_(slots) {}

std::string ReadyFramesBackend::device() const {
  return "memory";
}

int ReadyFramesBackend::rows_per_band(const Frame& frame) const {
  return frame.size().height;
}

void ReadyFramesBackend::submit(std::size_t slot, std::shared_ptr<const Frame> /*frame*/, Rows /*rows*/,
                                std::stop_token /*stop*/) {
  given_[slot] = next_;
  next_ = (next_ + 1) % frames_.size();
}

Band ReadyFramesBackend::wait(std::size_t slot) {
  return {.pixels = frames_[given_[slot]], .code_path = "none"};
}

void KeepingSink::write(std::int64_t /*frame*/, std::span<const std::byte> pixels) {
  frames_.emplace_back(pixels.begin(), pixels.end());
}

}  // namespace lyap
