#include "host/compute/plane.h"

#include "host/base/error.h"

#include <algorithm>

namespace lyap {
namespace {

void check_places(const std::vector<int>& places, int side) {
  if (!places.empty() && places.front() >= 0 && places.back() < side && std::is_sorted(places.begin(), places.end())) {
    return;
  }
  throw InvalidInput("size", "pixels are selected that the picture does not have, or none");
}

/// The size of the selection.
Size checked(const PixelSelection& pixels, Size picture) {
  check_places(pixels.columns, picture.width);
  check_places(pixels.rows, picture.height);
  return {static_cast<int>(pixels.columns.size()), static_cast<int>(pixels.rows.size())};
}

}  // namespace

Plane::Plane(const RenderSpec& spec, const SampleGrid& grid)
    : size_((spec.validate(), spec.size)),
      precision_(choose_precision(spec)),
      grid_(grid),
      steps_per_orbit_(spec.transient + spec.iterations - 1) {
  tabulate(spec, grid);
}

Plane::Plane(const RenderSpec& spec, const PixelSelection& pixels)
    : size_((spec.validate(), checked(pixels, spec.size))),
      precision_(choose_precision(spec)),
      steps_per_orbit_(spec.transient + spec.iterations - 1) {
  tabulate(spec, pixels);
}

template <class Places>
void Plane::tabulate(const RenderSpec& spec, const Places& places) {
  if (precision_ == Precision::kFloat) {
    float_tables_ = std::make_unique<const ParameterPlane<float>>(spec, places);
  } else {
    double_tables_ = std::make_unique<const ParameterPlane<double>>(spec, places);
  }
}

std::int32_t Plane::sequence_period() const {
  return with_tables([](const auto& tables) { return tables.view().sequence_period; });
}

double Plane::total_steps() const {
  return static_cast<double>(steps_per_orbit_) * grid_.along(size_.width) * grid_.along(size_.height);
}

int Plane::rows_within(double samples, double steps) const {
  const double samples_per_row = static_cast<double>(grid_.along(size_.width)) * grid_.per_side;
  const double rows = std::min(samples, steps / static_cast<double>(steps_per_orbit_)) / samples_per_row;
  return std::clamp(static_cast<int>(rows), 1, size_.height);
}

}  // namespace lyap
