#pragma once

#include "host/color/coloring.h"
#include "host/compute/plane.h"
#include "kernels/pixel_format.h"

#include <cstddef>
#include <optional>

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
  /// Pixels in the format and the colours of `coloring`, of as many samples as it says; RenderSpec::shown and
  /// RenderSpec::sampling are ignored. Throws InvalidInput if the spec is not valid, if periods are to be shown but
  /// cycles are not searched for (RenderSpec::brute_force), if a side of the picture is odd along which one chroma
  /// sample stands for two pixels, if colours are to be averaged where pixels are palette indices (kIndexed8), or if
  /// periods are wanted beside pixels of several samples.
  Frame(const RenderSpec& spec, Coloring coloring, Beside beside = Beside::kNothing);

  const Plane& plane() const { return plane_; }
  /// Empty for a frame of exponents.
  const std::optional<Coloring>& coloring() const { return coloring_; }
  /// The view of the coloring, or one of format kExponents if there is none; valid as long as the frame lives.
  ColoringView coloring_view() const;
  /// Null where a pixel is one sample.
  const Averaging* averaging() const { return coloring_ ? coloring_->averaging.get() : nullptr; }
  bool averages_colors() const { return coloring_ && coloring_->averages_colors(); }
  bool with_periods() const { return beside_ == Beside::kPeriods; }

  Size size() const { return plane_.size(); }
  Precision precision() const { return plane_.precision(); }
  PixelFormat format() const { return coloring_ ? coloring_->format() : PixelFormat::kExponents; }
  /// Bytes of a row; for planar formats, of a row of the luma plane.
  std::size_t bytes_per_row() const;
  /// Bytes of a band of `rows` rows; for planar formats `rows` must be the height of the frame.
  std::size_t bytes_of_rows(int rows) const;

 private:
  void check_averaging() const;

  Plane plane_;
  std::optional<Coloring> coloring_;
  Beside beside_;
};

}  // namespace lyap
