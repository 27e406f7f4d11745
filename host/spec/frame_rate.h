#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lyap {

/// Frames per second as a fraction in lowest terms, so that television's 30000/1001 is exact.
struct FrameRate {
  std::int64_t numerator = 30;
  std::int64_t denominator = 1;

  double per_second() const { return static_cast<double>(numerator) / static_cast<double>(denominator); }
  friend bool operator==(const FrameRate&, const FrameRate&) = default;
};

/// Reads "30", "23.976" (as the fraction 2997/125) or "30000/1001": above 0, at most 1000. Throws InvalidInput.
FrameRate parse_frame_rate(std::string_view text);

/// "30" or "30000/1001", which ffmpeg and parse_frame_rate() read.
std::string text_of(const FrameRate& rate);

}  // namespace lyap
