#pragma once

#include "host/film/frame_sink.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// Keeps the checksums of frames in the order in which they come, and hands them on.
class ChecksummedFrames : public FrameSink {
 public:
  /// `next`, which may be null and must outlive this, takes frames one after the other.
  explicit ChecksummedFrames(FrameSink* next) : next_(next) {}

  const std::vector<std::string>& checksums() const { return checksums_; }

  void write(std::int64_t frame, std::span<const std::byte> pixels) override;
  void finish() override;
  std::string keep_part() override;

 private:
  FrameSink* next_;
  std::vector<std::string> checksums_;
};

/// What a segment says of itself, as a text for its description: which part of which plan it is, and the checksums of
/// its frames.
std::string segment_text(std::string_view plan_hash, std::int64_t part, const std::vector<std::string>& checksums);

/// The checksums in such a text; empty if it is none of this part of this plan.
std::vector<std::string> segment_checksums(std::string_view text, std::string_view plan_hash, std::int64_t part);

/// `count` different numbers from 0 to `all` − 1 in rising order, all of them if there are no more. They follow from
/// the seed, but nobody knows them before he knows it.
std::vector<std::int64_t> drawn_numbers(std::int64_t count, std::int64_t all, std::string_view seed);

}  // namespace lyap
