#pragma once

#include "host/film/ffmpeg.h"
#include "host/spec/frame_rate.h"

#include <cstdint>
#include <istream>
#include <string>

namespace lyap {

/// What is wrong with the times at which frames are shown, in a list as ffmpeg's framecrc muxer writes it; empty if
/// there are `frames` frames, each 1/rate after the one before. Where the film counts in units in which that is no
/// whole number (Matroska has milliseconds), a frame may be one unit off that number, rounded down.
std::string uneven_times(std::istream& list, std::int64_t frames, const FrameRate& rate);

/// Throws Failure unless the film has `frames` frames whose times rise so. `scratch` is a file that is written for the
/// time being. Throws Interrupted as run_ffmpeg() does.
void check_frame_times(const std::string& program, const std::string& path, std::int64_t frames, const FrameRate& rate,
                       const std::string& scratch, const WaitLimit& limit);

}  // namespace lyap
