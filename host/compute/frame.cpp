#include "host/compute/frame.h"

#include "host/base/error.h"
#include "host/color/picture_format.h"

#include <utility>

#include <fmt/format.h>

namespace lyap {

Frame::Frame(const RenderSpec& spec, Beside beside) : beside_(beside) {
  planes_.emplace_back(spec);
}

Frame::Frame(const RenderSpec& spec, const PixelSelection& pixels, Beside beside) : beside_(beside) {
  planes_.emplace_back(spec, pixels);
}

Frame::Frame(const RenderSpec& spec, Coloring coloring, Beside beside)
    : Frame(std::span(&spec, 1), std::move(coloring), beside) {}

Frame::Frame(const std::vector<RenderSpec>& sub_frames, Coloring coloring)
    : Frame(std::span(sub_frames), std::move(coloring), Beside::kNothing) {}

Frame::Frame(std::span<const RenderSpec> specs, Coloring coloring, Beside beside)
    : coloring_(std::move(coloring)), beside_(beside) {
  const Sampling sampling = averaging() != nullptr ? averaging()->sampling() : Sampling{};
  if (specs.size() != static_cast<std::size_t>(sampling.sub_frames)) {
    throw InvalidInput("shutter-frames", fmt::format("{} pictures are given to be averaged, and {} are to be",
                                                     specs.size(), sampling.sub_frames));
  }
  planes_.reserve(specs.size());
  for (const RenderSpec& spec : specs) planes_.emplace_back(spec, SampleGrid::of(sampling));
  check_shown(coloring_->shown, specs.front());
  check_sides(format(), size());
  if (averaging() == nullptr) return;
  check_averaging();
  if (sampling.adaptive) centres_.emplace(specs.front(), SampleGrid{.per_side = 1, .margin = 1});
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

std::size_t Frame::table_bytes() const {
  std::size_t bytes = 0;
  for (const Plane& plane : planes_) bytes += plane.with_tables([](const auto& tables) { return tables.bytes(); });
  return bytes;
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
