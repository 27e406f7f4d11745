#pragma once

#include "host/jobs/color_vote.h"
#include "host/jobs/picture_output.h"
#include "host/jobs/still_job.h"
#include "host/output/npy_writer.h"

#include <memory>

namespace lyap {

/// The PNG file of the job, whose tone is not open: size, palette and metadata.
PngImage png_file_of(const StillJob& job);

/// The picture file of the job, or a band of it that is written into another file. `frame` is frame_of(job).
PictureTarget target_of(const StillJob& job, const Frame& frame);

/// The files that a still goes to: the picture, and the arrays that are wanted besides. None has its name before
/// finish().
class StillFiles {
 public:
  /// `frame` is frame_of(job), of still_frame.h. Throws what OutputFile and the writers of the formats throw.
  StillFiles(const StillJob& job, const Frame& frame, const Work& work);

  /// Appends the next rows of the frame.
  void store(const Band& band);

  /// As ColorVote::share(); 0 for pictures whose colours are made from exponents here.
  double share_of_one_color() const { return vote_.share(); }

  /// Ends the files and, when nothing is left to be written, gives them their names, the picture last.
  void finish();

 private:
  ColorVote vote_;
  /// Null where arrays alone are wanted.
  std::unique_ptr<PictureOutput> picture_;
  std::unique_ptr<NumberFile> exponents_;
  std::unique_ptr<NumberFile> periods_;
};

}  // namespace lyap
