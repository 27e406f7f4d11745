#include "host/frame.h"

#include "host/error.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr std::size_t kMaxIndexedEntries = 256;

std::vector<std::uint32_t> pack_colors(const Palette& palette) {
  std::vector<std::uint32_t> colors;
  colors.reserve(palette.entries.size());
  for (const Rgb8& color : palette.entries) {
    colors.push_back(color.r | static_cast<std::uint32_t>(color.g) << 8 | static_cast<std::uint32_t>(color.b) << 16);
  }
  return colors;
}

}  // namespace

Frame::Frame(const RenderSpec& spec, const Palette& palette, PixelFormat format)
    : size_((spec.validate(), spec.size)),
      format_(format),
      precision_(choose_precision(spec)),
      steps_per_pixel_(spec.transient + spec.iterations - 1),
      colors_(pack_colors(palette)) {
  if (format == PixelFormat::kIndexed8 && colors_.size() > kMaxIndexedEntries) {
    throw InvalidInput(fmt::format("palette {} has {} colours: indexed pixels hold {}", palette.name, colors_.size(),
                                   kMaxIndexedEntries));
  }
  if (precision_ == Precision::kFloat) {
    float_plane_ = std::make_unique<const ParameterPlane<float>>(spec);
  } else {
    double_plane_ = std::make_unique<const ParameterPlane<double>>(spec);
  }
}

std::size_t Frame::bytes_per_row() const {
  const std::size_t exponent_bytes = precision_ == Precision::kFloat ? sizeof(float) : sizeof(double);
  return static_cast<std::size_t>(size_.width) * bytes_per_pixel(format_, exponent_bytes);
}

double Frame::total_iterations() const {
  return static_cast<double>(steps_per_pixel_) * size_.width * size_.height;
}

int Frame::rows_within(double pixels, double steps) const {
  const double steps_per_row = total_iterations() / size_.height;
  const double rows = std::min(pixels / size_.width, steps / steps_per_row);
  return std::clamp(static_cast<int>(rows), 1, size_.height);
}

PaletteView Frame::palette() const {
  return {colors_.data(), static_cast<std::int32_t>(colors_.size())};
}

}  // namespace lyap
