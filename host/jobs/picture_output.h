#pragma once

#include "host/axes/axes_layout.h"
#include "host/backends/cpu/deep_painter.h"
#include "host/compute/backend.h"
#include "host/jobs/output_format.h"
#include "host/jobs/picture_painter.h"
#include "host/jobs/work.h"
#include "host/output/exr_writer.h"
#include "host/output/picture_file.h"
#include "host/output/png_writer.h"
#include "host/system/output_file.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lyap {

/// A picture file and what its bands are.
struct PictureTarget {
  /// The file, "-" for standard output, which takes PNG alone.
  std::string path;
  PictureLook look;
  /// Size and metadata of the file as PNG has them, without what is drawn around the picture.
  PngImage image;
  /// Only these rows go to the file, which is a band, for join_png_bands() or join_exr_bands(). Without annotations.
  std::optional<Rows> rows{};
  /// What is drawn around the picture, into a PNG file of 8 bits.
  std::optional<AnnotatedPicture> annotated{};
  /// The window as command lines have it, "A=2:4"; empty where it is not known. EXR files tell it.
  std::string horizontal;
  std::string vertical;
  /// Whether bands are exponents, else pixels of the PNG file; for EXR files pixels in kRgb48.
  bool is_painted_here = false;
  /// Of the exponents, kFloat or kDouble.
  Precision precision = Precision::kFloat;
  /// Whether periods come beside them, and of how many letters the sequence is.
  bool has_periods = false;
  std::int32_t sequence_period = 1;
  /// Of each pixel, which EXR files tell; 0 where a pixel is one and not an average.
  std::uint32_t samples = 0;
  /// Of EXR files of exponents: exr_painter_of() the look, for who writes many files alike; made anew if null.
  std::shared_ptr<DeepPainter> painter{};
  /// What becomes of temporaries that killed runs have left beside the file.
  Abandoned abandoned = Abandoned::kRemove;
};

/// A picture file that is written band by band, from top to bottom, and has its name only when all is written. Throws
/// what OutputFile and the writer of its format throw.
class PictureOutput {
 public:
  PictureOutput() = default;
  PictureOutput(const PictureOutput&) = delete;
  PictureOutput& operator=(const PictureOutput&) = delete;
  PictureOutput(PictureOutput&&) = delete;
  PictureOutput& operator=(PictureOutput&&) = delete;
  virtual ~PictureOutput() = default;

  /// Appends a band as PictureTarget says it is.
  virtual void store(const Band& band) = 0;
  /// Ends what the format has. Apart from commit(), so that several files can be checked before the first has its name.
  virtual void finish() = 0;
  virtual void commit() = 0;
};

/// Opens the file and writes what comes before the pixels.
std::unique_ptr<PictureOutput> open_picture(const PictureTarget& target, const Work& work);

/// What paints EXR files: they have the colours of deep pictures, in linear light. Its tables take milliseconds.
std::shared_ptr<DeepPainter> exr_painter_of(PictureLook look, Precision precision, int threads);

/// What the EXR file of the target contains besides its pixels.
ExrImage exr_image_of(const PictureTarget& target);

}  // namespace lyap
