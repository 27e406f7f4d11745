#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace lyap {

/// Whether the file name in `path` contains a '#', so that it stands for the frames of a film and not for one file.
bool is_frame_pattern(std::string_view path);

/// The names of a film's frames: "dir/frame_####.png" stands for dir/frame_0000.png, dir/frame_0001.png … The frame
/// number takes the place of the run of '#' and is padded with zeros to its length; longer numbers are simply longer.
class FrameNames {
 public:
  /// Throws InvalidInput unless the pattern has exactly one run of '#', in the file name.
  explicit FrameNames(std::string_view pattern);

  /// The path of frame number `frame`, at least 0.
  std::string name(std::int64_t frame) const;

  /// The number of the frame whose file has this name, without a folder; nothing if there is no such frame.
  std::optional<std::int64_t> frame_of(std::string_view file_name) const;

  /// The folder of the frames: "." for a pattern without one.
  std::filesystem::path folder() const;

 private:
  std::string before_;  // the path up to the frame number
  std::string after_;
  int digits_ = 0;
};

}  // namespace lyap
