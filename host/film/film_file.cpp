#include "host/film/film_file.h"

#include "host/base/error.h"
#include "host/color/picture_format.h"
#include "host/film/encoder_trial.h"
#include "host/film/ffmpeg.h"
#include "host/film/film_copy.h"
#include "host/system/file_to_replace.h"
#include "host/system/output_file.h"
#include "host/system/temporary_file.h"

#include <filesystem>
#include <new>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The palette as ffmpeg's raw pal8 has it: kMaxIndexedColors times blue, green, red, alpha.
std::vector<std::byte> palette_bytes(const FilmFileSettings& settings) {
  if (settings.format.pixels != PixelFormat::kIndexed8) return {};
  if (settings.palette.empty() || settings.palette.size() > kMaxIndexedColors) {
    throw InvalidInput(fmt::format("a GIF has 1 to {} colours, not {}", kMaxIndexedColors, settings.palette.size()));
  }
  std::vector<std::byte> bytes;
  for (std::size_t i = 0; i < kMaxIndexedColors; ++i) {
    const Rgb8 color = i < settings.palette.size() ? settings.palette[i] : Rgb8();
    for (const std::uint8_t channel : {color.b, color.g, color.r, std::uint8_t{255}})
      bytes.push_back(std::byte{channel});
  }
  return bytes;
}

}  // namespace

FilmFile::FilmFile(FilmFileSettings settings)
    : settings_(std::move(settings)), container_(container_of(settings_.path)), palette_(palette_bytes(settings_)) {
  const FileToReplace replaced = find_file_to_replace(settings_.path);
  if (replaced.is_special()) fail("it is no regular file, which a film has to be");
  if (!settings_.encoder.is_default()) {
    try_encoder(settings_.ffmpeg, container_, settings_.encoder, settings_.format, settings_.text, limit());
  }
  remove_abandoned_temporaries(replaced.target);
  part_.emplace(settings_.path, replaced);
  Command command = ffmpeg_command(settings_.ffmpeg, encoder_arguments(container_, settings_.encoder, settings_.format,
                                                                       settings_.text, part_->path()));
  // If this program is killed, ffmpeg goes on writing for a moment. Until it exits, it holds the lock of the part.
  command.kept_open = part_->descriptor();
  encoder_.emplace(command, settings_.times.encoder, settings_.abandon);
}

WaitLimit FilmFile::limit() const {
  return {.stop = settings_.stop, .idle = settings_.times.idle, .abandon = settings_.abandon};
}

void FilmFile::write(std::int64_t /*frame*/, std::span<const std::byte> pixels) {
  with_film_in_errors([&] {
    encoder_->write(pixels, settings_.stop);
    encoder_->write(palette_, settings_.stop);
  });
  ++written_;
}

void FilmFile::finish() {
  encoder_->close_input();
  const ExitStatus end = encoder_->wait({.stop = settings_.stop, .after_stop = settings_.times.ending});
  if (end.timed_out || settings_.abandon.stop_requested()) throw Interrupted();
  if (!succeeded(end, *encoder_)) fail(encoder_->exit_message());
  if (settings_.stop.stop_requested()) throw Interrupted();
  if (is_fragmented(container_) || settings_.text_at_end) {
    OutputFile whole(settings_.path);
    with_film_in_errors([&] {
      write_whole(whole.temporary().string());
      check_count(whole.temporary().string());
    });
    whole.commit();
    part_->remove();
  } else {
    with_film_in_errors([&] { check_count(part_->path()); });
    part_->commit();
  }
  part_.reset();
}

void FilmFile::write_whole(const std::string& path) const {
  if (settings_.text_at_end) {
    copy_film(settings_.ffmpeg, {"-i", "file:" + part_->path()}, container_, settings_.text_at_end(), path, limit());
  } else {
    join_fragments(settings_.ffmpeg, container_, part_->path(), path, limit());
  }
}

void FilmFile::check_count(const std::string& path) const {
  std::error_code error;
  if (std::filesystem::file_size(path, error) == 0 || error) throw Failure("ffmpeg left it empty");
  const std::int64_t found = count_frames(settings_.ffmpeg, path, limit());
  if (found != settings_.frames) {
    throw Failure(fmt::format("it was to have {} frames and has {}", settings_.frames, found));
  }
}

std::string FilmFile::keep_part() {
  if (!part_) return "";
  encoder_->close_input();
  const ExitStatus end = encoder_->wait_at_most(settings_.times.ending);
  // Some containers have a header before the first frame, and a file without frames cannot be counted.
  if (written_ == 0) {
    part_->remove();
    part_.reset();
    return "";
  }
  // An ffmpeg that hangs would hang when counting, too.
  const bool is_countable = !end.timed_out && !settings_.abandon.stop_requested();
  std::string sentence = is_countable ? description_of_part() : description_of_uncounted_part();
  part_.reset();
  return sentence;
}

std::string FilmFile::description_of_part() {
  WaitLimit counting = WaitLimit::at_most(settings_.times.ending);
  counting.abandon = settings_.abandon;
  try {
    const std::int64_t frames = count_frames(settings_.ffmpeg, part_->path(), counting);
    if (frames > 1) {
      const bool all = frames == settings_.frames;
      return fmt::format("{} {} frames are in '{}'", all ? "all" : "the first", frames, part_->path());
    }
    if (frames == 1) return fmt::format("the first frame is in '{}'", part_->path());
    part_->remove();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return description_of_uncounted_part();
  }
  return "";
}

std::string FilmFile::description_of_uncounted_part() const {
  return part_->empty() ? "" : fmt::format("'{}' has some frames; they could not be counted", part_->path());
}

void FilmFile::with_film_in_errors(const std::function<void()>& action) const {
  try {
    action();
  } catch (const Failure& failure) {
    // An encoder that was killed for that reason has failed, too.
    if (settings_.abandon.stop_requested()) throw Interrupted();
    fail(failure.what());
  }
}

void FilmFile::fail(const std::string& reason) const {
  throw FileFailure(fmt::format("cannot write '{}': {}", settings_.path, reason));
}

}  // namespace lyap
