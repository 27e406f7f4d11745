#include "host/film/png_sequence.h"

#include "host/base/error.h"
#include "host/system/abandoned_temporaries.h"
#include "host/system/output_file.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

void refuse_what_is_no_file(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status) || fs::is_regular_file(status)) return;
  throw Failure(fmt::format("cannot write '{}': it is {}; move it away or choose another name", path,
                            fs::is_directory(status) ? "a directory" : "no regular file"));
}

}  // namespace

PngSequence::PngSequence(PngSequenceSpec spec) : spec_(std::move(spec)), names_(spec_.pattern) {
  for (std::int64_t frame = spec_.first; frame <= spec_.last; ++frame) refuse_what_is_no_file(names_.name(frame));
  // Opened and given up: what would fail with the first frame fails before the film is computed. The last name is the
  // longest.
  for (const std::int64_t frame : {spec_.first, spec_.last}) OutputFile trial(names_.name(frame));
  remove_abandoned_temporaries(names_.folder(), [this](std::string_view file_name) {
    const std::optional<std::int64_t> frame = names_.frame_of(file_name);
    return frame && spec_.first <= *frame && *frame <= spec_.last;
  });
}

void PngSequence::write(std::int64_t frame, std::span<const std::byte> pixels) {
  const std::string name = names_.name(frame);
  OutputFile file(name);
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
