#include "host/film/frame_files.h"

#include <algorithm>
#include <optional>
#include <system_error>

namespace lyap {

namespace fs = std::filesystem;

std::vector<FrameFile> find_frame_files(const FrameNames& names) {
  std::vector<FrameFile> files;
  std::error_code error;
  for (fs::directory_iterator entry(names.folder(), error), end; !error && entry != end; entry.increment(error)) {
    const std::optional<std::int64_t> frame = names.frame_of(entry->path().filename().string());
    std::error_code gone;
    if (frame) files.push_back({*frame, entry->status(gone).type()});
  }
  std::ranges::sort(files, {}, &FrameFile::frame);
  return files;
}

LeftFrames find_left_frames(const FrameNames& names, std::int64_t frames) {
  const std::vector<FrameFile> files = find_frame_files(names);
  const auto first = std::ranges::lower_bound(files, frames, {}, &FrameFile::frame);
  if (first == files.end()) return {};
  return {files.end() - first, names.name(first->frame), names.name(files.back().frame)};
}

}  // namespace lyap
