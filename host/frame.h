#pragma once

#include "host/palette.h"
#include "host/parameter_plane.h"
#include "host/render_spec.h"
#include "kernels/pixel_format.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace lyap {

/// A picture to compute: the tables of its parameter plane, in the precision that was chosen, and its colours.
/// Immutable; backends share it between threads and bands.
class Frame {
 public:
  /// Throws InvalidInput if the spec is not valid, or if indexed pixels are asked of a palette of over 256 entries.
  Frame(const RenderSpec& spec, const Palette& palette, PixelFormat format);

  Size size() const { return size_; }
  PixelFormat format() const { return format_; }
  /// kFloat or kDouble, never kAutomatic.
  Precision precision() const { return precision_; }
  std::size_t bytes_per_row() const;
  /// Map steps of an orbit, transient included.
  std::int64_t steps_per_pixel() const { return steps_per_pixel_; }
  /// Map steps of the whole picture.
  double total_iterations() const;
  /// How many rows hold at most that many pixels and map steps; at least one, at most all.
  int rows_within(double pixels, double steps) const;
  PaletteView palette() const;
  const std::vector<std::uint32_t>& colors() const { return colors_; }

  /// Calls `use(plane)` with the ParameterPlane<float> or ParameterPlane<double> of this frame.
  template <class Use>
  decltype(auto) with_plane(Use&& use) const {
    return precision_ == Precision::kFloat ? use(*float_plane_) : use(*double_plane_);
  }

 private:
  Size size_;
  PixelFormat format_;
  Precision precision_;
  std::int64_t steps_per_pixel_;
  std::vector<std::uint32_t> colors_;
  std::unique_ptr<const ParameterPlane<float>> float_plane_;
  std::unique_ptr<const ParameterPlane<double>> double_plane_;
};

}  // namespace lyap
