#include "host/compute/plane.h"

#include <algorithm>

namespace lyap {

Plane::Plane(const RenderSpec& spec)
    : size_((spec.validate(), spec.size)),
      precision_(choose_precision(spec)),
      steps_per_pixel_(spec.transient + spec.iterations - 1) {
  if (precision_ == Precision::kFloat) {
    float_tables_ = std::make_unique<const ParameterPlane<float>>(spec);
  } else {
    double_tables_ = std::make_unique<const ParameterPlane<double>>(spec);
  }
}

std::int32_t Plane::sequence_period() const {
  return with_tables([](const auto& tables) { return tables.view().sequence_period; });
}

double Plane::total_steps() const {
  return static_cast<double>(steps_per_pixel_) * size_.width * size_.height;
}

int Plane::rows_within(double pixels, double steps) const {
  const double steps_per_row = total_steps() / size_.height;
  const double rows = std::min(pixels / size_.width, steps / steps_per_row);
  return std::clamp(static_cast<int>(rows), 1, size_.height);
}

}  // namespace lyap
