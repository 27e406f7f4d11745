#include "host/film/picture_sequence.h"

#include "host/base/error.h"
#include "host/film/frame_files.h"
#include "host/output/exr_texts.h"
#include "host/output/exr_writer.h"
#include "host/system/output_file.h"
#include "host/system/temporary_file.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

namespace fs = std::filesystem;

void refuse_what_is_no_file(const FrameNames& names, const PictureSequenceSpec& spec) {
  for (const auto& [frame, type] : find_frame_files(names)) {
    if (frame < spec.first || frame > spec.last) continue;
    if (type == fs::file_type::regular || type == fs::file_type::not_found) continue;
    throw Failure(fmt::format("cannot write '{}': it is {}; move it away or choose another name", names.name(frame),
                              type == fs::file_type::directory ? "a directory" : "no regular file"));
  }
}

/// The names of frames as temporaries have them, where that are not the names themselves.
std::set<std::string, std::less<>> shortened_names(const FrameNames& names, const PictureSequenceSpec& spec) {
  std::set<std::string, std::less<>> shortened;
  const auto file_name = [&](std::int64_t frame) { return fs::path(names.name(frame)).filename().string(); };
  if (shortened_name(file_name(spec.last)) == file_name(spec.last)) return shortened;
  for (std::int64_t frame = spec.first; frame <= spec.last; ++frame) shortened.insert(shortened_name(file_name(frame)));
  return shortened;
}

void remove_temporaries_of_frames(const FrameNames& names, const PictureSequenceSpec& spec) {
  const auto shortened = shortened_names(names, spec);
  remove_abandoned_temporaries(names.folder(), [&](std::string_view file_name) {
    const std::optional<std::int64_t> frame = names.frame_of(file_name);
    return (frame && spec.first <= *frame && *frame <= spec.last) || shortened.contains(file_name);
  });
}

}  // namespace

PictureSequence::PictureSequence(PictureSequenceSpec spec) : spec_(std::move(spec)), names_(spec_.pattern) {
  if (spec_.format == PictureFormat::kExr && !spec_.write_file) halves_.emplace();
  refuse_what_is_no_file(names_, spec_);
  // Opened and given up: what would fail with the first frame fails before the film is computed. The last name is the
  // longest.
  for (const std::int64_t frame : {spec_.first, spec_.last}) OutputFile trial(names_.name(frame));
  remove_temporaries_of_frames(names_, spec_);
}

void PictureSequence::write(std::int64_t frame, std::span<const std::byte> pixels) {
  const std::string name = names_.name(frame);
  if (spec_.write_file) {
    spec_.write_file(name, frame, pixels);
  } else {
    OutputFile file(name, {}, Abandoned::kKeep);
    write_picture(file, spec_.describe(frame), pixels);
    file.commit();
  }

  std::error_code error;
  const std::uintmax_t size = fs::file_size(name, error);
  const std::scoped_lock lock(mutex_);
  written_[frame] = size;
}

void PictureSequence::write_picture(OutputFile& file, const PngImage& image, std::span<const std::byte> pixels) const {
  if (!halves_) {
    PngWriter png(file, image);
    png.write_rows(pixels);
    png.finish();
    return;
  }
  const Size size{static_cast<int>(image.width), static_cast<int>(image.height)};
  // Frames are compressed by several writers, each of them by one thread.
  ExrWriter exr(file, {size, std::nullopt, false, exr_texts_of(image.text), spec_.samples}, 1);
  const std::vector<DeepPixel> colors = halves_->of(pixels);
  exr.write_rows({std::as_bytes(std::span(colors)), {}, {}});
  exr.finish();
}

void PictureSequence::finish() {
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

std::string PictureSequence::keep_part() {
  const std::scoped_lock lock(mutex_);
  if (written_.empty()) return "";
  return fmt::format("{} {} written; resuming goes on from there", written_.size(),
                     written_.size() == 1 ? "frame is" : "frames are");
}

}  // namespace lyap
