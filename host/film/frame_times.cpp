#include "host/film/frame_times.h"

#include "host/base/error.h"
#include "host/system/scratch_file.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Times in units of `numerator`/`denominator` seconds, in the order of the file.
struct FrameTimes {
  long long numerator = 0;
  long long denominator = 0;
  std::vector<long long> times;
};

/// "#tb 0: 1/15360", then for each frame "0, dts, pts, duration, bytes, checksum".
std::optional<FrameTimes> read_times(std::istream& list) {
  FrameTimes read;
  for (std::string line; std::getline(list, line);) {
    long long time = 0;
    if (std::sscanf(line.c_str(), "0, %*d, %lld,", &time) == 1) {
      read.times.push_back(time);
    } else if (std::sscanf(line.c_str(), "#tb 0: %lld/%lld", &read.numerator, &read.denominator) == 0 &&
               !line.starts_with('#')) {
      return std::nullopt;
    }
  }
  const auto is_sane = [](long long number) { return number > 0 && number <= 1'000'000'000; };
  if (!is_sane(read.numerator) || !is_sane(read.denominator)) return std::nullopt;
  return read;
}

}  // namespace

std::string uneven_times(std::istream& list, std::int64_t frames, const FrameRate& rate) {
  std::optional<FrameTimes> read = read_times(list);
  if (!read) return "ffmpeg's list of its frames cannot be read";
  std::vector<long long>& times = read->times;
  if (static_cast<std::int64_t>(times.size()) != frames) {
    return fmt::format("it was to have {} frames and has {}", frames, times.size());
  }
  std::ranges::sort(times);
  // Frame i is i · ticks / parts units behind the first. Rest and whole apart, the products stay small.
  const std::int64_t ticks = rate.denominator * read->denominator;
  const std::int64_t parts = rate.numerator * read->numerator;
  const std::int64_t whole = ticks / parts;
  const std::int64_t rest = ticks % parts;
  for (std::int64_t i = 0; i < frames; ++i) {
    const std::int64_t off = times[static_cast<std::size_t>(i)] - times[0] - i * whole - i * rest / parts;
    if (std::abs(off) > (rest == 0 ? 0 : 1)) return fmt::format("frame {} is not shown when it should be", i);
  }
  return "";
}

void check_frame_times(const std::string& program, const std::string& path, std::int64_t frames, const FrameRate& rate,
                       const std::string& scratch, const WaitLimit& limit) {
  const ScratchFile removed(scratch);
  run_ffmpeg(program, {"-i", "file:" + path, "-map", "0:v:0", "-c", "copy", "-f", "framecrc", "file:" + scratch},
             limit);
  std::ifstream list(scratch);
  if (const std::string problem = uneven_times(list, frames, rate); !problem.empty()) throw Failure(problem);
}

}  // namespace lyap
