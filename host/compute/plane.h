#pragma once

#include "host/compute/parameter_plane.h"
#include "host/spec/pixel_selection.h"
#include "host/spec/render_spec.h"

#include <cstdint>
#include <memory>

namespace lyap {

/// What is computed of a picture: the tables of its parameter plane in the chosen precision, and the amount of work. It
/// does not depend on how the picture is shown. Immutable: any number of threads may use it at the same time.
class Plane {
 public:
  /// The plane at the samples of a grid. Throws InvalidInput if the spec is not valid.
  explicit Plane(const RenderSpec& spec, const SampleGrid& grid = {});
  /// Some pixels of the picture, with the numbers that they have in it, as a plane of their own. Throws InvalidInput if
  /// the spec is not valid, or if no column or no row is selected or one that the picture lacks.
  Plane(const RenderSpec& spec, const PixelSelection& pixels);

  /// Of the picture, in pixels.
  Size size() const { return size_; }
  const SampleGrid& grid() const { return grid_; }
  /// kFloat or kDouble, never kAutomatic.
  Precision precision() const { return precision_; }
  /// The smallest period of the sequence, in map steps; the period of every cycle is a multiple of it.
  std::int32_t sequence_period() const;
  /// Map steps of an orbit, transient included.
  std::int64_t steps_per_orbit() const { return steps_per_orbit_; }
  /// Map steps of the whole picture.
  double total_steps() const;
  /// The largest number of rows of pixels with at most `samples` samples and `steps` map steps; at least 1, at most the
  /// height.
  int rows_within(double samples, double steps) const;

  /// Calls `use(tables)` with the ParameterPlane<float> or ParameterPlane<double> of this plane.
  template <class Use>
  decltype(auto) with_tables(Use&& use) const {
    return precision_ == Precision::kFloat ? use(*float_tables_) : use(*double_tables_);
  }

 private:
  template <class Places>
  void tabulate(const RenderSpec& spec, const Places& places);

  Size size_;
  Precision precision_;
  SampleGrid grid_;
  std::int64_t steps_per_orbit_;
  std::unique_ptr<const ParameterPlane<float>> float_tables_;
  std::unique_ptr<const ParameterPlane<double>> double_tables_;
};

}  // namespace lyap
