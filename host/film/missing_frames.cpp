#include "host/film/missing_frames.h"

#include "host/base/error.h"
#include "host/film/frame_files.h"
#include "host/output/exr_file_check.h"
#include "host/output/picture_difference.h"
#include "host/output/png_file_check.h"

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace lyap {
namespace {

[[noreturn]] void refuse(const std::string& path, std::string_view difference) {
  throw InvalidInput(
      fmt::format("'{}' was {}; use another name, or make all frames anew instead of resuming", path, difference));
}

bool is_missing(const std::string& path, PictureFormat format, const PngImage& now) {
  const bool is_exr = format == PictureFormat::kExr;
  const PngFileCheck check = is_exr ? check_exr_file(path) : check_png_file(path);
  switch (check.state) {
    case PngFileState::kMissing:
    case PngFileState::kUnfinished:
      return true;
    case PngFileState::kOther:
      throw InvalidInput(
          fmt::format("'{}' is no {} file; use another name, or move it away", path, is_exr ? "EXR" : "PNG"));
    case PngFileState::kWhole:
      break;
  }
  if (const std::string differs = picture_difference(check.image, now); !differs.empty()) refuse(path, differs);
  return false;
}

}  // namespace

std::vector<std::int64_t> missing_frames(const PictureSequenceSpec& spec, const std::stop_token& stop) {
  const FrameNames names(spec.pattern);
  const std::vector<FrameFile> files = find_frame_files(names);
  auto file = files.begin();
  std::vector<std::int64_t> missing;
  for (std::int64_t frame = spec.first; frame <= spec.last; ++frame) {
    if (stop.stop_requested()) throw Interrupted();
    while (file != files.end() && file->frame < frame) ++file;
    const bool exists = file != files.end() && file->frame == frame;
    if (!exists || is_missing(names.name(frame), spec.format, spec.describe(frame))) missing.push_back(frame);
  }
  return missing;
}

}  // namespace lyap
