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

/// How long FilmFile waits for the encoder.
struct FilmFileTimes {
  ChildProcess::Times encoder;
  /// How long the encoder may take to exit when the film ends early.
  std::chrono::milliseconds ending{30'000};
  /// For how long an ffmpeg that joins or counts frames may do nothing.
  std::chrono::milliseconds idle{60'000};
};

struct FilmFileSettings {
  /// The path of the film; its ending determines the container.
  std::string path;
  FilmFormat format;
  /// The number of frames of the film; finish() fails if the file has another number.
  std::int64_t frames;
  EncoderChoice encoder;
  FilmText text;
  /// Where what the film says of itself is known only after its last frame: it then gets this text instead, and is
  /// copied once more, into a file whose bytes follow from its frames alone (copy_film()).
  std::function<FilmText()> text_at_end{};
  /// The colours, 1 to 256 of them, where pixels are palette indices.
  std::vector<Rgb8> palette;
  /// The name of ffmpeg or the path of one.
  std::string ffmpeg = "ffmpeg";
  /// The encoder may still finish the frames that it has got.
  std::stop_token stop{};
  /// It is killed.
  std::stop_token abandon{};
  FilmFileTimes times{};
};

/// A film that ffmpeg encodes. It is written to a part, loop.part.mp4, and takes its name only when it is whole: when
/// ffmpeg has succeeded and the frames in the file have been counted. Until then an older film keeps its content.
///
/// The process must ignore SIGPIPE.
class FilmFile : public FrameSink {
 public:
  /// Checks all that can be checked without a frame, and starts the encoder. Throws InvalidInput for an unknown ending,
  /// a format that the container cannot hold, and a choice of encoder that ffmpeg refuses; Failure where ffmpeg is
  /// missing, the file cannot be written, or another process is writing the same film; Interrupted.
  explicit FilmFile(FilmFileSettings settings);
  /// Kills the encoder, and removes the part if it is empty.
  ~FilmFile() override = default;
  FilmFile(const FilmFile&) = delete;
  FilmFile& operator=(const FilmFile&) = delete;
  FilmFile(FilmFile&&) = delete;
  FilmFile& operator=(FilmFile&&) = delete;

  void write(std::int64_t frame, std::span<const std::byte> pixels) override;
  void finish() override;
  std::string keep_part() override;

 private:
  WaitLimit limit() const;
  void write_whole(const std::string& path) const;
  void check_count(const std::string& path) const;
  /// Runs `action` and adds the film's path to the Failure that it throws.
  void with_film_in_errors(const std::function<void()>& action) const;
  [[noreturn]] void fail(const std::string& reason) const;
  /// How many frames are in the part. A part without frames is removed, and "" returned.
  std::string description_of_part();
  std::string description_of_uncounted_part() const;

  FilmFileSettings settings_;
  FilmContainer container_;
  std::vector<std::byte> palette_;  // sent after each frame; empty where pixels are colours
  std::int64_t written_ = 0;        // whole frames that the encoder was given
  std::optional<PartFile> part_;
  std::optional<ChildProcess> encoder_;  // after the part, which it writes to
};

}  // namespace lyap
