#pragma once

#include "host/color/rgb_image.h"
#include "host/film/encoder_settings.h"
#include "host/film/frame_sink.h"
#include "host/system/child_process.h"
#include "host/system/part_file.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// How long the encoder is waited for.
struct FilmFileTimes {
  ChildProcess::Times encoder;
  /// How long it has to end when the film ends early.
  std::chrono::milliseconds ending{30'000};
};

struct FilmFileSettings {
  /// The film; its ending says what kind.
  std::string path;
  FilmFormat format;
  /// How many frames it is to have.
  std::int64_t frames;
  EncoderChoice encoder;
  FilmText text;
  /// The colours, 1 to 256 of them, where pixels are palette indices.
  std::vector<Rgb8> palette;
  /// The name of ffmpeg or the path of one.
  std::string ffmpeg = "ffmpeg";
  std::stop_token stop;
  FilmFileTimes times;
};

/// A film that ffmpeg encodes. It goes to a part, loop.part.mp4, and takes its name only when it is whole: when ffmpeg
/// is content and the frames in the file have been counted. Until then an older film keeps its content.
///
/// Only for a process that ignores SIGPIPE.
class FilmFile : public FrameSink {
 public:
  /// Finds out what can be known before there is a frame, and starts the encoder. Throws InvalidInput for an unknown
  /// ending, what the container cannot hold, and a choice of encoder that ffmpeg refuses; Failure where ffmpeg is
  /// missing, where nothing can be written, or where another lyap writes the same film; Interrupted.
  explicit FilmFile(FilmFileSettings settings);
  /// Ends the encoder at once, and removes the part if it is empty.
  ~FilmFile() override = default;
  FilmFile(const FilmFile&) = delete;
  FilmFile& operator=(const FilmFile&) = delete;
  FilmFile(FilmFile&&) = delete;
  FilmFile& operator=(FilmFile&&) = delete;

  void write(std::int64_t frame, std::span<const std::byte> pixels) override;
  void finish() override;
  std::string keep_part() override;

 private:
  void try_choice() const;
  void check_count(const std::string& path) const;
  /// Does what ffmpeg is needed for: its failures do not say what the film is called.
  void naming_the_film(const std::function<void()>& action) const;
  [[noreturn]] void fail(const std::string& reason) const;
  /// How many frames are in the part, which is removed if it has none.
  std::string uncounted_part() const;
  std::string sentence_about_part();

  FilmFileSettings settings_;
  FilmContainer container_;
  std::vector<std::byte> palette_;  // as it follows each frame; empty where pixels are colours
  std::int64_t written_ = 0;        // whole frames that the encoder was given
  std::optional<PartFile> part_;
  std::optional<ChildProcess> encoder_;  // after the part, which it writes to
};

}  // namespace lyap
