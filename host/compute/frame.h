#pragma once

#include "host/color/coloring.h"
#include "host/compute/plane.h"
#include "kernels/pixel_format.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace lyap {

/// What a backend returns for every pixel in addition to its bytes: nothing, or the period of its orbit's cycle.
enum class Beside { kNothing, kPeriods };

/// What a backend computes of a plane: its exponents, or pixels that the backend colours itself. Immutable: any number
/// of threads may use it at the same time, and backends share it between threads and bands.
class Frame {
 public:
  /// The exponents themselves, float or double as the plane's precision says. Throws InvalidInput if the spec is not
  /// valid.
  explicit Frame(const RenderSpec& spec, Beside beside = Beside::kNothing);
  /// The exponents of some pixels of the picture, whose frame has the selection's size. Throws what Plane throws.
  Frame(const RenderSpec& spec, const PixelSelection& pixels, Beside beside = Beside::kNothing);
  /// Pixels in the format and the colours of `coloring`, of as many samples as it says; RenderSpec::shown and
  /// RenderSpec::sampling are ignored. Throws InvalidInput if the spec is not valid, if periods are to be shown but
  /// cycles are not searched for (RenderSpec::brute_force), if a side of the picture is odd along which one chroma
  /// sample stands for two pixels, if colours are to be averaged where pixels are palette indices (kIndexed8), or if
  /// periods are wanted beside pixels of several samples.
  Frame(const RenderSpec& spec, Coloring coloring, Beside beside = Beside::kNothing);

  /// Pixels that are averages of pictures at different times (Sampling::sub_frames), with the samples of all of them.
  /// They have one size and one precision, which is no kAutomatic. Throws InvalidInput as above, or if there are not as
  /// many as the averaging of `coloring` says.
  Frame(const std::vector<RenderSpec>& sub_frames, Coloring coloring);

  const Plane& plane() const { return planes_.front(); }
  /// Those of the sub-frames; of all other frames plane() alone.
  const std::vector<Plane>& sub_frames() const { return planes_; }
  /// Bytes of the tables of all of them.
  std::size_t table_bytes() const;
  /// Map steps of all samples.
  double total_steps() const { return plane().total_steps() * static_cast<double>(planes_.size()); }
  /// Empty for a frame of exponents.
  const std::optional<Coloring>& coloring() const { return coloring_; }
  /// The view of the coloring, or one of format kExponents if there is none; valid as long as the frame lives.
  ColoringView coloring_view() const;
  /// Null where a pixel is one sample.
  const Averaging* averaging() const { return coloring_ ? coloring_->averaging.get() : nullptr; }
  /// Where samples are adaptive: the samples in the centres of the pixels, and of one more pixel on each side; else
  /// null.
  const Plane* centres() const { return centres_ ? &*centres_ : nullptr; }
  bool averages_colors() const { return coloring_ && coloring_->averages_colors(); }
  bool with_periods() const { return beside_ == Beside::kPeriods; }

  Size size() const { return plane().size(); }
  Precision precision() const { return plane().precision(); }
  PixelFormat format() const { return coloring_ ? coloring_->format() : PixelFormat::kExponents; }
  /// Bytes of a row; for planar formats, of a row of the luma plane.
  std::size_t bytes_per_row() const;
  /// Bytes of a band of `rows` rows; for planar formats `rows` must be the height of the frame.
  std::size_t bytes_of_rows(int rows) const;

 private:
  Frame(std::span<const RenderSpec> specs, Coloring coloring, Beside beside);

  void check_averaging() const;

  std::vector<Plane> planes_;
  std::optional<Plane> centres_;
  std::optional<Coloring> coloring_;
  Beside beside_;
};

}  // namespace lyap
