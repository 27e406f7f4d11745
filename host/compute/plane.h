#pragma once

#include "host/compute/parameter_plane.h"
#include "host/spec/render_spec.h"

#include <cstdint>
#include <memory>

namespace lyap {

/// What is computed: the tables of the parameter plane of a picture, in the precision that was chosen, and how much
/// work its pixels are. Nothing of how it is shown. Immutable: threads may share it.
class Plane {
 public:
  /// Throws InvalidInput if the spec is not valid.
  explicit Plane(const RenderSpec& spec);

  Size size() const { return size_; }
  /// kFloat or kDouble, never kAutomatic.
  Precision precision() const { return precision_; }
  /// Map steps of a period of the sequence, the least one: every cycle has a multiple of them.
  std::int32_t sequence_period() const;
  /// Map steps of an orbit, transient included.
  std::int64_t steps_per_pixel() const { return steps_per_pixel_; }
  /// Map steps of the whole picture.
  double total_steps() const;
  /// How many rows hold at most that many pixels and map steps; at least one, at most all.
  int rows_within(double pixels, double steps) const;

  /// Calls `use(tables)` with the ParameterPlane<float> or ParameterPlane<double> of this plane.
  template <class Use>
  decltype(auto) with_tables(Use&& use) const {
    return precision_ == Precision::kFloat ? use(*float_tables_) : use(*double_tables_);
  }

 private:
  Size size_;
  Precision precision_;
  std::int64_t steps_per_pixel_;
  std::unique_ptr<const ParameterPlane<float>> float_tables_;
  std::unique_ptr<const ParameterPlane<double>> double_tables_;
};

}  // namespace lyap
