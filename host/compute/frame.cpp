#include "host/compute/frame.h"

#include "host/color/picture_format.h"

#include <algorithm>
#include <utility>

namespace lyap {
namespace {

/// Throws InvalidInput if the spec is not valid or its picture cannot be in that format.
void check(const RenderSpec& spec, PixelFormat format) {
  spec.validate();
  check_sides(format, spec.size);
}

}  // namespace

Frame::Frame(const RenderSpec& spec, const Palette& palette, PixelFormat format, bool with_periods)
    : Frame(spec, std::make_shared<const ColorTable>(palette, format), with_periods) {}

Frame::Frame(const RenderSpec& spec, std::shared_ptr<const ColorTable> colors, bool with_periods)
    : size_((check(spec, colors->format()), spec.size)),
      colors_(std::move(colors)),
      shown_(spec.shown),
      with_periods_(with_periods),
      precision_(choose_precision(spec)),
      steps_per_pixel_(spec.transient + spec.iterations - 1) {
  if (precision_ == Precision::kFloat) {
    float_plane_ = std::make_unique<const ParameterPlane<float>>(spec);
  } else {
    double_plane_ = std::make_unique<const ParameterPlane<double>>(spec);
  }
}

std::size_t Frame::bytes_per_row() const {
  const std::size_t exponent_bytes = precision_ == Precision::kFloat ? sizeof(float) : sizeof(double);
  return static_cast<std::size_t>(size_.width) * bytes_per_pixel(format(), exponent_bytes);
}

std::size_t Frame::bytes_of_rows(int rows) const {
  return is_planar(format()) ? picture_bytes(format(), size_) : static_cast<std::size_t>(rows) * bytes_per_row();
}

std::int32_t Frame::sequence_period() const {
  return with_plane([](const auto& plane) { return plane.view().sequence_period; });
}

double Frame::total_iterations() const {
  return static_cast<double>(steps_per_pixel_) * size_.width * size_.height;
}

int Frame::rows_within(double pixels, double steps) const {
  const double steps_per_row = total_iterations() / size_.height;
  const double rows = std::min(pixels / size_.width, steps / steps_per_row);
  return std::clamp(static_cast<int>(rows), 1, size_.height);
}

}  // namespace lyap
