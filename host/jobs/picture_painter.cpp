#include "host/jobs/picture_painter.h"

#include "host/color/continuous_palette.h"
#include "host/color/deep_pixel.h"
#include "host/output/picture_file.h"

#include <memory>

namespace lyap {
namespace {

std::variant<ExponentPainter, DeepPainter> painter_of(const PictureLook& look, Precision precision, int threads) {
  if (look.depth == kContinuousDepth) {
    return DeepPainter(big_endian_pixels(deep_colors(look.palette, look.shown)), precision, threads);
  }
  const auto table = std::make_shared<const ColorTable>(entry_colors(look.palette), picture_file_format(look.palette));
  return ExponentPainter({table, look.shown}, precision, threads);
}

}  // namespace

PicturePainter::PicturePainter(const PictureLook& look, Precision precision, int threads)
    : shown_(look.shown), painter_(painter_of(look, precision, threads)) {}

std::span<const std::byte> PicturePainter::paint(const Band& band, std::int32_t sequence_period) {
  const auto paint_with = [&](auto& painter) {
    return shown_ == Quantity::kPeriod ? painter.paint_periods(band.periods, sequence_period)
                                       : painter.paint(band.pixels);
  };
  return std::visit(paint_with, painter_);
}

}  // namespace lyap
