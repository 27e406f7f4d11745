#pragma once

#include "host/film/frame_names.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lyap {

/// What has the name of a film's frame.
struct FrameFile {
  std::int64_t frame;
  /// Links are followed; not_found where one leads to nothing.
  std::filesystem::file_type type;
};

/// All that has the name of a frame, in rising order. One pass over the folder, however many frames there may be. A
/// folder that cannot be read is one without frames.
std::vector<FrameFile> find_frame_files(const FrameNames& names);

/// Frames of a longer film of the same name, which a shorter one leaves there.
struct LeftFrames {
  std::int64_t count = 0;
  /// The paths of the first and the last.
  std::string first;
  std::string last;
};

/// The files of frames from number `frames` on.
LeftFrames find_left_frames(const FrameNames& names, std::int64_t frames);

}  // namespace lyap
