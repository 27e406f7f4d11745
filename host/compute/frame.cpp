#include "host/compute/frame.h"

#include "host/color/picture_format.h"

#include <utility>

namespace lyap {

Frame::Frame(const RenderSpec& spec, Beside beside) : plane_(spec), beside_(beside) {}

Frame::Frame(const RenderSpec& spec, Coloring coloring, Beside beside)
    : plane_(spec), coloring_(std::move(coloring)), beside_(beside) {
  check_shown(coloring_->shown, spec);
  check_sides(format(), size());
}

ColoringView Frame::coloring_view() const {
  if (coloring_) return coloring_->view();
  return {PixelFormat::kExponents, Quantity::kExponent, {}, {nullptr, nullptr, 0}};
}

std::size_t Frame::bytes_per_row() const {
  const std::size_t exponent_bytes = precision() == Precision::kFloat ? sizeof(float) : sizeof(double);
  return static_cast<std::size_t>(size().width) * bytes_per_pixel(format(), exponent_bytes);
}

std::size_t Frame::bytes_of_rows(int rows) const {
  return is_planar(format()) ? picture_bytes(format(), size()) : static_cast<std::size_t>(rows) * bytes_per_row();
}

}  // namespace lyap
