#pragma once

#include "host/color/color_table.h"
#include "host/color/palette.h"
#include "host/compute/parameter_plane.h"
#include "host/spec/render_spec.h"
#include "kernels/pixel_format.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace lyap {

/// A picture to compute: the tables of its parameter plane, in the precision that was chosen, and its colours.
/// Immutable: any number of threads may use it at the same time, and backends share it between threads and bands.
class Frame {
 public:
  /// Pixels are in the format of `colors`; backends give the periods of their cycles as well if `with_periods`. Throws
  /// InvalidInput if the spec is not valid, or if a side of the picture is odd where one chroma sample stands for 2×2
  /// pixels.
  Frame(const RenderSpec& spec, std::shared_ptr<const ColorTable> colors, bool with_periods = false);
  /// With a colour table of its own; throws also what that throws.
  Frame(const RenderSpec& spec, const Palette& palette, PixelFormat format, bool with_periods = false);

  Size size() const { return size_; }
  PixelFormat format() const { return colors_->format(); }
  Quantity shown() const { return shown_; }
  bool with_periods() const { return with_periods_; }
  /// kFloat or kDouble, never kAutomatic.
  Precision precision() const { return precision_; }
  /// Of planar formats, bytes of a row of lumas.
  std::size_t bytes_per_row() const;
  /// Bytes of a band of so many rows; planar formats have no band but the whole frame.
  std::size_t bytes_of_rows(int rows) const;
  /// Map steps of a period of the sequence, the least one: every cycle has a multiple of them.
  std::int32_t sequence_period() const;
  /// Map steps of an orbit, transient included.
  std::int64_t steps_per_pixel() const { return steps_per_pixel_; }
  /// Map steps of the whole picture.
  double total_iterations() const;
  /// How many rows hold at most that many pixels and map steps; at least one, at most all.
  int rows_within(double pixels, double steps) const;
  const std::shared_ptr<const ColorTable>& colors() const { return colors_; }

  /// Calls `use(plane)` with the ParameterPlane<float> or ParameterPlane<double> of this frame.
  template <class Use>
  decltype(auto) with_plane(Use&& use) const {
    return precision_ == Precision::kFloat ? use(*float_plane_) : use(*double_plane_);
  }

 private:
  Size size_;
  std::shared_ptr<const ColorTable> colors_;
  Quantity shown_;
  bool with_periods_;
  Precision precision_;
  std::int64_t steps_per_pixel_;
  std::unique_ptr<const ParameterPlane<float>> float_plane_;
  std::unique_ptr<const ParameterPlane<double>> double_plane_;
};

}  // namespace lyap
