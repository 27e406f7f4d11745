#pragma once

#include "host/compute/frame.h"
#include "host/jobs/film_job.h"
#include "host/jobs/picture_output.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace lyap {

/// Whether the files of the film's frames have their exponents beside the colours: EXR files whose pixels are single
/// samples at one moment and whose colours stand for exponents. Each then is the file of the still that the frame is.
bool has_exponents_in_frames(const FilmJob& job);

/// The frame with that number in the output, of exponents, for such a film, whose tone must be closed.
std::shared_ptr<const Frame> frame_of_exponents(const FilmJob& job, std::int64_t number);

/// Writes the files of such frames. Their painters go from frame to frame as long as the tone stays what it is.
class ExrFrameWriter {
 public:
  /// `job` must outlive it.
  explicit ExrFrameWriter(const FilmJob& job) : job_(job) {}

  /// Makes the file of the frame with that number, with one thread; several threads may do so at once. Temporaries of
  /// killed runs stay. Throws what OutputFile and ExrWriter throw.
  void write(const std::string& path, std::int64_t number, std::span<const std::byte> exponents);

 private:
  struct Painter {
    Tone tone;
    Precision precision = Precision::kFloat;
    std::shared_ptr<DeepPainter> painter;
  };

  Painter take(const PictureTarget& target);
  void put_back(Painter painter);

  const FilmJob& job_;
  std::mutex mutex_;
  std::vector<Painter> idle_;
};

}  // namespace lyap
