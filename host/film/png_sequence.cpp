#include "host/film/png_sequence.h"

#include "host/base/error.h"
#include "host/film/frame_files.h"
#include "host/system/output_file.h"
#include "host/system/temporary_file.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

void refuse_what_is_no_file(const FrameNames& names, const PngSequenceSpec& spec) {
  for (const auto& [frame, type] : find_frame_files(names)) {
    if (frame < spec.first || frame > spec.last) continue;
    if (type == fs::file_type::regular || type == fs::file_type::not_found) continue;
    throw Failure(fmt::format("cannot write '{}': it is {}; move it away or choose another name", names.name(frame),
                              type == fs::file_type::directory ? "a directory" : "no regular file"));
  }
}

/// Temporaries whose names are too long to hold the frame's number stay.
void remove_temporaries_of_frames(const FrameNames& names, const PngSequenceSpec& spec) {
  remove_abandoned_temporaries(names.folder(), [&](std::string_view file_name) {
    const std::optional<std::int64_t> frame = names.frame_of(file_name);
    return frame && spec.first <= *frame && *frame <= spec.last;
  });
}

}  // namespace

PngSequence::PngSequence(PngSequenceSpec spec) : spec_(std::move(spec)), names_(spec_.pattern) {
  refuse_what_is_no_file(names_, spec_);
  // Opened and given up: what would fail with the first frame fails before the film is computed. The last name is the
  // longest.
  for (const std::int64_t frame : {spec_.first, spec_.last}) OutputFile trial(names_.name(frame));
  remove_temporaries_of_frames(names_, spec_);
}

void PngSequence::write(std::int64_t frame, std::span<const std::byte> pixels) {
  const std::string name = names_.name(frame);
  OutputFile file(name, {}, Abandoned::kKeep);
  PngWriter png(file, spec_.describe(frame));
  png.write_rows(pixels);
  png.finish();
  file.commit();

  std::error_code error;
  const std::uintmax_t size = fs::file_size(name, error);
  const std::scoped_lock lock(mutex_);
  written_[frame] = size;
}

void PngSequence::finish() {
  const std::scoped_lock lock(mutex_);
  for (const auto& [frame, size] : written_) {
    const std::string name = names_.name(frame);
    std::error_code error;
    const std::uintmax_t found = fs::file_size(name, error);
    if (!error && found == size) continue;
    throw Failure(fmt::format("'{}' was written and has been {} since; resuming makes it again", name,
                              error ? "removed" : "changed"));
  }
}

std::string PngSequence::keep_part() {
  const std::scoped_lock lock(mutex_);
  if (written_.empty()) return "";
  return fmt::format("{} {} written; resuming goes on from there", written_.size(),
                     written_.size() == 1 ? "frame is" : "frames are");
}

}  // namespace lyap
