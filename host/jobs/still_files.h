#pragma once

#include "host/jobs/picture_painter.h"
#include "host/jobs/still_job.h"
#include "host/output/npy_writer.h"
#include "host/output/png_writer.h"
#include "host/system/output_file.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace lyap {

/// The frame from which all files of the job can be written, so that a backend computes it once.
std::shared_ptr<const Frame> frame_of(const StillJob& job);

/// The files that a still goes to: the picture, and the arrays that are wanted besides. None has its name before
/// finish().
class StillFiles {
 public:
  /// `frame` is frame_of(job). Throws what OutputFile and PngWriter throw.
  StillFiles(const StillJob& job, const Frame& frame, const Work& work);

  /// Appends the next rows of the frame.
  void store(const Band& band);

  /// Ends the files and, when nothing is left to be written, gives them their names, the picture last.
  void finish();

 private:
  std::span<const std::byte> picture_rows(const Band& band);

  std::int32_t sequence_period_;
  /// Paints the picture where backends give exponents.
  std::optional<PicturePainter> painter_;
  OutputFile picture_;
  PngWriter png_;
  std::unique_ptr<NpyFile> exponents_;
  std::unique_ptr<NpyFile> periods_;
};

}  // namespace lyap
