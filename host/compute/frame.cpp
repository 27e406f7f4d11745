#include "host/compute/frame.h"

#include "host/base/error.h"
#include "host/color/picture_format.h"

#include <utility>

namespace lyap {

Frame::Frame(const RenderSpec& spec, Beside beside) : plane_(spec), beside_(beside) {}

Frame::Frame(const RenderSpec& spec, Coloring coloring, Beside beside)
    : plane_(spec, coloring.averaging ? SampleGrid::of(coloring.averaging->sampling()) : SampleGrid{}),
      coloring_(std::move(coloring)),
      beside_(beside) {
  check_shown(coloring_->shown, spec);
  check_sides(format(), size());
  if (averaging() == nullptr) return;
  check_averaging();
  if (averaging()->sampling().adaptive) centres_.emplace(spec, SampleGrid{.per_side = 1, .margin = 1});
}

void Frame::check_averaging() const {
  if (averages_colors() && format() == PixelFormat::kIndexed8) {
    throw InvalidInput("samples", "colours of a palette cannot be averaged to colours of it; average exponents");
  }
  if (!averages_colors() && coloring_->shown == Quantity::kPeriod) {
    throw InvalidInput("average", "periods are shown, of which colours are averaged");
  }
  if (with_periods()) throw InvalidInput("samples", "periods are those of single samples");
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
